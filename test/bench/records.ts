import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { flushSlices, MOST_DIRTY } from '@lanbi/evaluate';
import { AirEvaluation } from '@lanbi/evaluation';
import { consumerName, LOG_START, offsetAt, type StoredObservation } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { type BeijingHours, beijingHours } from './support/beijing-hours.ts';
import { median } from './support/median.ts';

/** Hours that are applied together. */
const BATCH = 2_000;
const RUNS = 3;
const CONSUMER = consumerName('bench');

interface Taken {
  readonly hours: number;
  readonly seconds: number;
  /** Seconds of processor time. */
  readonly busy: number;
}

const PARAMETERS = ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'];

/** The baseline: stores the values of the same hours as rows by a prepared statement, in commits as large, each on the disk. */
function bareLoop(path: string, { observations }: BeijingHours): Taken {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec(
    `CREATE TABLE hour (station TEXT, at INTEGER, ${PARAMETERS.join(' REAL, ')} REAL, PRIMARY KEY (station, at)) WITHOUT ROWID`,
  );
  const insert = db.prepare('INSERT INTO hour VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const [start, used] = [performance.now(), process.cpuUsage()];
  for (let at = 0; at < observations.length; at += BATCH) {
    db.exec('BEGIN');
    for (const { station, to, readings } of observations.slice(at, at + BATCH)) {
      const values = new Map<string, number>(readings.map(({ parameter, value }) => [parameter, value]));
      insert.run(station, to, ...PARAMETERS.map((parameter) => values.get(parameter) ?? null));
    }
    db.exec('COMMIT');
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  db.close();
  return { hours: observations.length, seconds, busy: (user + system) / 1e6 };
}

/** Builds the records of hours that are in memory, each commit on the disk. Answers the seconds that it took, and of the processor. */
async function build(path: string, { registry, observations }: BeijingHours): Promise<Taken> {
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
    const all = beijingHours(/^20/);
    const [ours, bare]: [Taken[], Taken[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
      try {
        bare.push(bareLoop(join(folder, 'bare.db'), all));
        ours.push(await build(join(folder, 'lanbi.db'), all));
      } finally {
        await rm(folder, { recursive: true });
      }
    }
    for (const [name, taken] of [
      ['a bare loop that stores their values as rows', bare],
      ['records', ours],
    ] as const) {
      const [seconds, busy] = [
        median(taken.map((each) => each.seconds)),
        median(taken.map((each) => each.busy)),
      ];
      console.log(
        `${name}: ${all.observations.length} hours in ${seconds.toFixed(1)} s, ${busy.toFixed(1)} s of processor time, ${((busy * 1e6) / all.observations.length).toFixed(1)} µs an hour`,
      );
    }
    const ratios = ours.map(({ seconds }, run) => seconds / (bare[run]?.seconds ?? Number.NaN));
    console.log(`median of ${RUNS} runs: ${median(ratios).toFixed(1)} times the bare loop`);
  },
};
