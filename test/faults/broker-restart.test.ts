import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it } from 'vitest';
import { audited, finishAndAudit, stopped } from './support/audit.ts';
import { KEPT } from './support/ledger.ts';
import { STATIONS } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { withMosquitto } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

type Scenario = Awaited<ReturnType<typeof withMosquitto>>;

/** Load, and the broker goes and comes again at a moment by chance; our process stays. */
async function restartUnderLoad(
  { load, probe, broker }: Scenario,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  for (const { random } of seeded(ROUNDS)) {
    const count = random.between(500, 3_000);
    const moment = random.pick([probe.deliveries, probe.pubacks, load.progress]);
    const reached = moment.reached(moment.count + random.between(1, count / 2));
    const sent = load.send(count);
    await reached;
    await broker.kill(signal);
    const subscribed = probe.subscriptions.reached(probe.subscriptions.count + 1);
    await broker.restart();
    await sent;
    // A broker that lost our session keeps nothing for us before this.
    await subscribed;
  }
}

/** What is published last arrives last: when it is acknowledged, nothing older is still on its way. */
async function last({ load, probe }: Scenario): Promise<void> {
  const from = load.published;
  await load.send(STATIONS);
  const missing = (): boolean =>
    Array.from({ length: STATIONS }, (_, i) => from + i).some((n) => !probe.acknowledged.has(n));
  while (missing()) await probe.pubacks.reached(probe.pubacks.count + 1);
}

it.skipIf(!mosquittoBinary)(
  'SIGTERM of mosquitto under load: it keeps all it took, and we store all of it',
  async () => {
    const scenario = await withMosquitto();
    await restartUnderLoad(scenario, 'SIGTERM');
    const counts = await finishAndAudit(scenario);
    tell('SIGTERM of mosquitto', { rounds: ROUNDS, 'first seed': firstSeed, ...counts });
    expect(counts['acknowledged']).toBe(counts['published']);
  },
  timeoutMs(ROUNDS),
);

it.skipIf(!mosquittoBinary)(
  'kill -9 of mosquitto under load: what it forgets it never gave us; what we acknowledged is stored',
  async () => {
    const scenario = await withMosquitto({ mosquitto: { extra: ['autosave_interval 1'] } });
    await restartUnderLoad(scenario, 'SIGKILL');
    await last(scenario);
    await stopped(scenario.subject);
    expect(await scenario.ledger.audit(scenario.acknowledged)).toEqual(KEPT);
    const { published, ...counts } = audited(scenario);
    const forgotten = published - scenario.ledger.stored.size - scenario.ledger.refused.size;
    tell('kill -9 of mosquitto', {
      rounds: ROUNDS,
      'first seed': firstSeed,
      published,
      ...counts,
      'forgotten by it': forgotten,
    });
  },
  timeoutMs(ROUNDS),
);
