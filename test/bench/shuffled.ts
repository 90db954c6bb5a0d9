import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_QUALITY } from '@lanbi/evaluation';
import type { Observation, Registry, Store } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { startEvaluator } from '../support/evaluation.ts';
import { beijingHours } from './support/beijing-hours.ts';
import { median } from './support/median.ts';

const BATCH = 500;
/** One of so many is sent again, as it was or with other values. */
const AGAIN = 20;
const RUNS = 3;

/** Numbers from 0 to 1 by a linear congruential generator: each run is the same. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled(observations: readonly Observation[]): Observation[] {
  const random = createRandom(20);
  const again = observations
    .filter((_, at) => at % AGAIN === 0)
    .map((each, at) => {
      const readings = each.readings.map((one) => ({ ...one, value: one.value + 1 }));
      return at % 2 === 0 ? each : { ...each, readings };
    });
  const all = [...observations, ...again];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as Observation, all[at] as Observation];
  }
  return all;
}

/** Stores in batches, while an evaluator follows: answers the seconds until all is settled. */
async function storeAndEvaluate(
  store: Store,
  registry: Registry,
  all: readonly Observation[],
): Promise<number> {
  const start = performance.now();
  const evaluator = await startEvaluator(store, registry);
  for (let at = 0; at < all.length; at += BATCH) {
    await store.write({ observations: all.slice(at, at + BATCH), deadLetters: [] });
    await new Promise(setImmediate);
  }
  await evaluator.caughtUp();
  await evaluator.stop();
  return (performance.now() - start) / 1000;
}

async function inFolder<Answer>(work: (store: Store, path: string) => Promise<Answer>): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
  const path = join(folder, 'lanbi.db');
  const store = createEmbeddedStore({ path });
  await store.open();
  try {
    return await work(store, path);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** What one corrected hour of January changes in December. */
async function reopened(store: Store, registry: Registry, all: readonly Observation[]): Promise<number> {
  const [hour] = all.filter(({ to }) => to > (all[0]?.to ?? 0) + 20 * 24 * HOUR);
  if (!hour) throw new Error('there is no hour of January');
  const evaluator = await startEvaluator(store, registry, { quality: NO_QUALITY });
  await evaluator.caughtUp();
  const before = await store.resultHead();
  const readings = hour.readings.map((one) => ({ ...one, value: one.value + 3 }));
  await store.write({
    observations: [{ ...hour, receivedAt: instant(Date.now()), readings }],
    deadLetters: [],
  });
  await evaluator.caughtUp();
  await evaluator.stop();
  return (await store.changedResults(before, 10_000)).length;
}

async function inOrder(registry: Registry, all: readonly Observation[]) {
  return inFolder(async (store, path) => {
    const seconds = await storeAndEvaluate(store, registry, all);
    const changed = await reopened(store, registry, all);
    await store.close();
    return { seconds, changed, bytes: statSync(path).size / all.length };
  });
}

export const bench = {
  name: '2015 of 12 stations of Beijing into the embedded store: in order, and in random order with corrections and repeats',
  async run(): Promise<void> {
    if (sharedData === undefined) {
      console.log('not run: the published readings are not on this machine');
      process.exitCode = 1;
      return;
    }
    const { registry, observations } = beijingHours(/^2015/);
    const anyOrder = shuffled(observations);
    const ratios: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const ordered = await inOrder(registry, observations);
      const random = await inFolder((store) => storeAndEvaluate(store, registry, anyOrder));
      ratios.push(random / ordered.seconds);
      console.log(
        `in order: ${observations.length} hours stored and settled in ${ordered.seconds.toFixed(1)} s, the whole file ${ordered.bytes.toFixed(0)} bytes an hour; a corrected hour of January changed ${ordered.changed} stored items`,
      );
      console.log(
        `random order: ${anyOrder.length} observations in ${random.toFixed(1)} s, ${(random / ordered.seconds).toFixed(2)} times that`,
      );
    }
    console.log(`median of ${RUNS} runs: ${median(ratios).toFixed(2)} times in order`);
  },
};
