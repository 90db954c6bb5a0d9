import { LOG_START, type Observation, type StoredObservation } from '@lanbi/model';
import { createEmbeddedStore, createRecentStore } from '@lanbi/store-embedded';
import { hour } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBatches } from './support/any-batches.ts';

const START = LOG_START;
const ALL = 1_000;

/** Every state that a store went through, in the order of its log. */
async function statesOf(batches: readonly (readonly Observation[])[]): Promise<StoredObservation[]> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const states: StoredObservation[] = [];
  for (const [index, observations] of batches.entries()) {
    const seen = await store.head();
    const later = observations.map((one) => ({ ...one, receivedAt: hour(index + 1) }));
    await store.write({ observations: later, deadLetters: [] });
    states.push(...(await store.read(seen, ALL)));
  }
  await store.close();
  return states;
}

/** The state of a store after it applied these batches. */
async function applied(batches: readonly (readonly StoredObservation[])[]) {
  const recent = createRecentStore({ path: ':memory:' });
  await recent.open();
  for (const batch of batches) await recent.applyObservations(batch);
  const log = await recent.read(START, ALL);

  await recent.close();
  return log;
}

const plain = (log: readonly StoredObservation[]) =>
  log
    .map(({ position, readings, ...rest }) => ({
      ...rest,
      readings: [...readings].sort((a, b) => a.parameter.localeCompare(b.parameter)),
    }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

describe('states of another log', () => {
  it('come to what the log says, whatever comes twice, and in whichever order', async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, fc.gen(), async (batches, gen) => {
        const states = await statesOf(batches);
        const repeated = gen(fc.shuffledSubarray, [...states, ...states], { minLength: states.length * 2 });
        const [inOrder, shuffled] = [await applied([states]), await applied(repeated.map((one) => [one]))];
        expect(plain(shuffled)).toEqual(plain(inOrder));
        const newest = new Map(states.map((one) => [`${one.station} ${one.to} ${one.period}`, one]));
        expect(plain(inOrder)).toEqual(plain([...newest.values()]));
      }),
      { numRuns: 150 },
    );
  });

  it('are logged once for each change', async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, async (batches) => {
        const states = await statesOf(batches);
        const recent = createRecentStore({ path: ':memory:' });
        await recent.open();
        await recent.applyObservations(states);
        const head = await recent.head();
        await recent.applyObservations(states);
        expect(await recent.head()).toBe(head);
        await recent.close();
      }),
      { numRuns: 50 },
    );
  });
});
