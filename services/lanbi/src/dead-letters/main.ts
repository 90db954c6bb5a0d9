import { LanbiError } from '@lanbi/model';
import { processConfig } from '@lanbi/runtime';
import { type Answer, askApi } from './ask-api.ts';
import { readDeadLetterCommand } from './command.ts';
import { showAnswer } from './show.ts';

/** Half of lanbi is loaded for this, and only for this. */
async function fromStore(...asked: Parameters<typeof askApi>): Promise<Answer> {
  const { askStore } = await import('./ask-store.ts');
  return askStore(...asked);
}

/** `npm run dead-letters`: exit code 0 when it was done, 1 when not. */
async function run(): Promise<void> {
  const { kind, question } = readDeadLetterCommand(process.argv.slice(2));
  const config = processConfig();
  const answer = (await askApi(config, question)) ?? (await fromStore(config, question));
  process.stdout.write(`${showAnswer(kind, answer)}\n`);
}

await run().catch((error: unknown) => {
  const known = error instanceof LanbiError || error instanceof Error;
  process.stderr.write(`dead-letters: ${known ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
