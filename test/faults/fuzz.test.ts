import { createRandom } from '@lanbi/testkit/random';
import { corpus } from '@lanbi/testkit/samples/messages';
import { mutant } from '@lanbi/testkit/samples/mutants';
import { expect, it } from 'vitest';
import { countsOf } from './support/accounting.ts';
import { stopped } from './support/audit.ts';
import type { Message } from './support/load.ts';
import { stationOf } from './support/readings.ts';
import { firstSeed, rounds, timeoutMs } from './support/rounds.ts';
import { withStations } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);
const EACH = 1_000;

it(
  'mutants of real messages through the running broker: each has its PUBACK and is counted',
  async () => {
    const seeds = corpus();
    const message: Message = (n) => {
      const { kind, payload } = mutant(seeds, createRandom(firstSeed + n));
      return { topic: `env/v1/air/${stationOf(n)}/${kind}`, payload: Buffer.from(payload) };
    };
    const scenario = await withStations({ message });
    for (let round = 0; round < ROUNDS; round++) await scenario.load.send(EACH);
    const { received, stored, refused } = await countsOf(scenario.subject);
    const published = ROUNDS * EACH;
    tell('mutants', {
      'first seed': firstSeed,
      published,
      received,
      stored,
      refused: JSON.stringify(refused),
    });
    expect(scenario.load.acknowledged.size).toBe(published);
    expect(received).toBe(published);
    expect(stored).toBeGreaterThan(0);
    expect(Object.keys(refused).length).toBeGreaterThan(3);
    await stopped(scenario.subject);
  },
  timeoutMs(ROUNDS),
);
