import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flushSlices, MOST_DIRTY } from '@lanbi/evaluate';
import { AirEvaluation } from '@lanbi/evaluation';
import { consumerName, LOG_START, offsetAt, type StoredObservation } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { beijingHours } from './support/beijing-hours.ts';

/** Hours that are applied together. */
const BATCH = 2_000;
const CONSUMER = consumerName('bench');

/** Builds the records of hours that are in memory, each commit on the disk. Answers the seconds that it took, and of the processor. */
async function build(path: string) {
  const { registry, observations } = beijingHours(/^20/);
  const entries = observations.map((each, at): StoredObservation => {
    const readings = each.readings.map((one) => ({ ...one, revision: 1 }));
    return { ...each, readings, position: offsetAt(at + 1) };
  });
  const store = createEmbeddedStore({ path });
  await store.open();
  const evaluation = new AirEvaluation({ store, registry });
  await evaluation.restore();
  const now = instant(Date.now());
  async function flush(): Promise<void> {
    for await (const { records } of flushSlices([evaluation], async () => {}))
      await store.commit(CONSUMER, LOG_START, records, now);
  }
  const [start, used] = [performance.now(), process.cpuUsage()];
  for (let at = 0; at < entries.length; at += BATCH) {
    await evaluation.apply(entries.slice(at, at + BATCH));
    if (evaluation.dirty >= MOST_DIRTY) await flush();
  }
  await flush();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  await store.close();
  return { hours: entries.length, seconds, busy: (user + system) / 1e6 };
}

export const bench = {
  name: 'records of four years of 12 stations of Beijing from hours in memory, durable',
  async run(): Promise<void> {
    if (sharedData === undefined) {
      console.log('not run: the published readings are not on this machine');
      process.exitCode = 1;
      return;
    }
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
    try {
      const { hours, seconds, busy } = await build(join(folder, 'lanbi.db'));
      const each = ((busy * 1e6) / hours).toFixed(1);
      console.log(
        `${hours} hours in ${seconds.toFixed(1)} s, ${Math.round(hours / seconds).toLocaleString('en')}/s; ${busy.toFixed(1)} s of processor time, ${each} µs an hour`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
