import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it } from 'vitest';
import { KEPT } from './support/ledger.ts';
import { STATIONS } from './support/readings.ts';
import { firstSeed, patience, rounds, seeded } from './support/rounds.ts';
import { withMosquitto } from './support/scene.ts';
import { audited, settle, stopped } from './support/settle.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

type Scene = Awaited<ReturnType<typeof withMosquitto>>;

/** Load, and the broker goes and comes again at a moment by chance; our process stays. */
async function restartUnderLoad({ load, tap, broker }: Scene, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  for (const { random } of seeded(ROUNDS)) {
    const count = random.between(500, 3_000);
    const moment = random.pick([tap.deliveries, tap.pubacks, load.progress]);
    const struck = moment.reached(moment.count + random.between(1, count / 2));
    const sent = load.send(count);
    await struck;
    await broker.kill(signal);
    const subscribed = tap.subscriptions.reached(tap.subscriptions.count + 1);
    await broker.restart();
    await sent;
    // A broker that lost our session keeps nothing for us before this.
    await subscribed;
  }
}

/** What is published last arrives last: when it is acknowledged, nothing older is still on its way. */
async function last({ load, tap }: Scene): Promise<void> {
  const from = load.published;
  await load.send(STATIONS);
  const missing = (): boolean =>
    Array.from({ length: STATIONS }, (_, i) => from + i).some((n) => !tap.acknowledged.has(n));
  while (missing()) await tap.pubacks.reached(tap.pubacks.count + 1);
}

it.skipIf(!mosquittoBinary)(
  'SIGTERM of mosquitto under load: it keeps all it took, and we store all of it',
  async () => {
    const scene = await withMosquitto();
    await restartUnderLoad(scene, 'SIGTERM');
    const counts = await settle(scene);
    tell('SIGTERM of mosquitto', { rounds: ROUNDS, 'first seed': firstSeed, ...counts });
    expect(counts['acknowledged']).toBe(counts['published']);
  },
  patience(ROUNDS),
);

it.skipIf(!mosquittoBinary)(
  'kill -9 of mosquitto under load: what it forgets it never gave us; what we acknowledged is stored',
  async () => {
    const scene = await withMosquitto({ mosquitto: { extra: ['autosave_interval 1'] } });
    await restartUnderLoad(scene, 'SIGKILL');
    await last(scene);
    await stopped(scene.subject);
    expect(await scene.ledger.audit(scene.acknowledged)).toEqual(KEPT);
    const { published, ...counts } = audited(scene);
    const forgotten = published - scene.ledger.stored.size - scene.ledger.refused.size;
    tell('kill -9 of mosquitto', {
      rounds: ROUNDS,
      'first seed': firstSeed,
      published,
      ...counts,
      'forgotten by it': forgotten,
    });
  },
  patience(ROUNDS),
);
