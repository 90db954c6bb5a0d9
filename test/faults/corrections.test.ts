import type { Random } from '@lanbi/testkit/random';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { expect, it } from 'vitest';
import { audited, caughtUp, stopped } from './support/audit.ts';
import type { Message } from './support/load.ts';
import { seriesOf } from './support/read-back.ts';
import { endOf, STATIONS, stationOf, topicOf } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { type Scenario, withMosquitto, withStations } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

/** Every message corrects the first hour of its station: the last one said must stand. */
const message: Message = (n) => ({
  topic: topicOf(n),
  payload: JSON.stringify({ seq: n, ts: endOf(n % STATIONS), values: { pm2_5: n / 100 } }),
});

/** Corrections, the program killed among them and started again. */
async function correct(scenario: Scenario, random: Random): Promise<void> {
  const { subject, load, moments } = scenario;
  const count = random.between(500, 1_500);
  const moment = random.pick(moments);
  const reached = moment.reached(moment.count + random.between(1, count));
  const sent = load.send(count);
  await reached;
  subject.signal('SIGKILL');
  await subject.ended();
  expect(await subject.start(), subject.said()).toBe('running');
  await sent;
  await caughtUp(scenario);
}

/** The API answers the last correction of each station, and no other row. */
async function expectLast({ subject, load }: Scenario, seed: number): Promise<void> {
  for (let i = 0; i < STATIONS; i++) {
    const last = load.published - 1 - ((load.published - 1 - i) % STATIONS);
    const rows = await seriesOf(subject, stationOf(i));
    expect(
      rows.map(({ value }) => value),
      `seed ${seed}, ${stationOf(i)}`,
    ).toEqual([last / 100]);
  }
}

async function correctAgainAndAgain(name: string, scenario: Scenario): Promise<void> {
  for (const { seed, random } of seeded(ROUNDS)) {
    await correct(scenario, random);
    await expectLast(scenario, seed);
  }
  await stopped(scenario.subject);
  const { published, acknowledged, redelivered } = audited(scenario);
  tell(name, {
    rounds: ROUNDS,
    'first seed': firstSeed,
    published,
    acknowledged,
    redelivered: redelivered ?? 0,
  });
}

it.skipIf(!mosquittoBinary)(
  'corrections under kill -9, behind mosquitto: the last one said stands',
  async () => correctAgainAndAgain('corrections behind mosquitto', await withMosquitto({ message })),
  timeoutMs(ROUNDS),
);

it(
  'corrections under kill -9, to the embedded broker: the last one said stands',
  async () => correctAgainAndAgain('corrections to the embedded broker', await withStations({ message })),
  timeoutMs(ROUNDS),
);
