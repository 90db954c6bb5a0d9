import { createLogger, createMetrics, processConfig, redactFor, redactText } from '@lanbi/runtime';
import { createBus } from '../bus.ts';

/** `npm run sessions`: makes the sessions of this process at the broker, so that it keeps what is published from now on. */
async function sessions(): Promise<void> {
  const config = processConfig();
  const log = createLogger('warn', undefined, redactFor(config));
  const { made } = await createBus(config, { metrics: createMetrics(), log }).makeSessions();
  const text = made.map(({ clientId, became }) => `${clientId}: ${became === 'made' ? 'made' : 'was there'}`);
  process.stdout.write(`${text.join('\n') || 'the embedded broker needs no sessions'}\n`);
}

await sessions().catch((error: unknown) => {
  process.stderr.write(`sessions: ${redactText(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
});
