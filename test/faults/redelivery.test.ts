import type { Random } from '@lanbi/testkit/random';
import { expect, it } from 'vitest';
import { stopped } from './support/audit.ts';
import { createLedger, KEPT } from './support/ledger.ts';
import { createRawStation, type RawStation } from './support/raw-station.ts';
import { payloadOf, STATIONS, stationOf, topicOf } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { started } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(2);
const EACH = 120;

/** One station says its messages in any order, some twice with DUP, vanishes, and says again what has no PUBACK. */
async function stammer(station: RawStation, numbers: readonly number[], random: Random): Promise<number> {
  const idOf = (n: number): number => Math.floor(n / STATIONS) + 1;
  const say = (n: number, dup: boolean): void =>
    station.publish({ id: idOf(n), topic: topicOf(n), payload: payloadOf(n), dup });
  let said = 0;
  for (let left = shuffled(numbers, random); left.length > 0; ) {
    await station.connect();
    const again = said > 0;
    const twice = left.filter(() => random.next() < 0.2);
    for (const n of left) say(n, again);
    for (const n of shuffled(twice, random)) say(n, true);
    said += left.length + twice.length;
    await station.pubacks.reached(station.pubacks.count + random.between(1, left.length));
    station.vanish();
    left = shuffled(
      left.filter((n) => !station.acknowledged.has(idOf(n))),
      random,
    );
  }
  return said;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const keyed = items.map((item) => ({ item, key: random.next() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}

it(
  'duplicates, DUP redelivery and any order: each reading is stored once, as revision 1',
  async () => {
    const subject = await started();
    const ledger = createLedger(subject.dataDir, subject);
    const stations = Array.from({ length: STATIONS }, (_, i) =>
      createRawStation({ url: subject.brokerUrl, clientId: stationOf(i) }),
    );
    let published = 0;
    let said = 0;
    for (const { random } of seeded(ROUNDS)) {
      const from = published;
      const numbersOf = (i: number): number[] =>
        Array.from({ length: EACH }, (_, hour) => from + hour * STATIONS + i);
      const counts = await Promise.all(stations.map((station, i) => stammer(station, numbersOf(i), random)));
      said += counts.reduce((total, count) => total + count, 0);
      published += EACH * STATIONS;
    }
    await stopped(subject);
    const everything = Array.from({ length: published }, (_, n) => n);
    expect(await ledger.audit(everything)).toEqual(KEPT);
    const stored = ledger.stored.size;
    const refused = ledger.refused.size;
    expect(stored + refused).toBe(published);
    tell('duplicates and DUP', {
      rounds: ROUNDS,
      'first seed': firstSeed,
      published,
      acknowledged: published,
      stored,
      refused,
      redelivered: said - published,
      'refused again': ledger.refusedAgain,
    });
  },
  timeoutMs(ROUNDS),
);
