import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CONSUMERS, LOG_START, type Store, stationId } from '@lanbi/model';
import { figureOf } from '@lanbi/query';
import { eachPollutant, HOUR, instant } from '@lanbi/standards';
import { createEmbeddedStore, STORE_MIGRATIONS } from '@lanbi/store-embedded';
import { observation, reading, sampleResult } from '@lanbi/testkit/samples/observations';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { startEvaluator } from '../support/evaluation.ts';

const START = Date.parse('2025-03-01T00:00:00+08:00');
const DAYS = 12;
const REGISTRY = registryOf({
  regions: [{ id: 'r1', name: 'R', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'r1', role: 'evaluation' }],
});
const VALUES = { pm2_5: 40, pm10: 60, so2: 9, no2: 30, co: 0.6, o3: 70 } as const;
const HOURS = Array.from({ length: 24 * DAYS }, (_, n) => ({
  ...observation({
    readings: Object.entries(VALUES).map(([name, value]) =>
      reading(name as keyof typeof VALUES, value + (n % 5)),
    ),
  }),
  to: instant(START + (n + 1) * HOUR),
}));
/** Before the step that drops records of layout 1. */
const LAYOUT_1 = STORE_MIGRATIONS.findIndex((step) => step.includes('DELETE FROM record_subject'));
const FIRST_RECORDS = STORE_MIGRATIONS.findIndex((step) => step.includes('CREATE TABLE record ('));
const EVALUATE = CONSUMERS.evaluate;

const COVERAGE = eachPollutant(() => ({ expected: 24, observed: 24 }));

/** The body of a day as it was stored before there were records. */
const OLD_DAY = {
  aqi: { edition: 'HJ 633-2012', method: 'daily', aqi: 57, primary: ['pm2_5'], subIndices: {}, lacking: [] },
  concentrations: VALUES,
  further: { o3_1h: 74 },
  coverage: COVERAGE,
  validity: { kind: 'valid', expected: 6, observed: 6 },
  provisional: false,
};

/** A file with the tables of an earlier version, and observations that are evaluated to the end. */
function fileOf(path: string, version: number): DatabaseSync {
  const db = new DatabaseSync(path);
  for (const step of STORE_MIGRATIONS.slice(0, version)) db.exec(step);
  db.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${0x6c620001}`);
  const put = db.prepare(
    'INSERT INTO observation (station, to_ms, period, medium, region, received_at, readings) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { station, to, period, medium, region, receivedAt, readings } of HOURS) {
    const cells = Object.fromEntries(readings.map(({ parameter, value }) => [parameter, value]));
    put.run(station, to, period, medium, region, receivedAt, JSON.stringify(cells));
  }
  db.prepare('INSERT INTO consumer VALUES (?, ?)').run('evaluate', HOURS.length);
  return db;
}

/** From before there were records: results as JSON. */
function oldFile(path: string): void {
  const db = fileOf(path, FIRST_RECORDS);
  const result = db.prepare(
    'INSERT INTO result (kind, subject, from_ms, to_ms, revision, computed_at, body) VALUES (?, ?, ?, ?, 1, ?, ?)',
  );
  const day = [START, START + 24 * HOUR] as const;
  result.run('aqi.day', 'A1', ...day, START, JSON.stringify(OLD_DAY));
  result.run('composite.month', 'A1', ...day, START, '{}');
  result.run('registered', 'A1', START, START, START, '{"under":[]}');
  db.prepare(
    `INSERT INTO result_history (kind, subject, from_ms, to_ms, revision, changed_at, causes, before, after)
     VALUES ('aqi.day', 'A1', ?, ?, 2, ?, '[]', NULL, ?)`,
  ).run(...day, START, JSON.stringify(OLD_DAY));
  db.close();
}

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** An hour of PM2.5 35 with its running means: a record of layout 1, alone in its row, and in the history. */
function fileOfLayout1(path: string): void {
  const db = fileOf(path, LAYOUT_1);
  const record = bytesOf('01001818181818b00418181818');
  const hour = START / HOUR + 8;
  const row = Uint8Array.from([1, 0, 1, 0, 2, record.length, ...record]);
  db.prepare('INSERT INTO record VALUES (?, ?)').run(Math.floor(hour / 24) * 2 ** 24 + 1, row);
  db.prepare('INSERT INTO change VALUES (1, 1, ?)').run(hour);
  const block = Math.floor(hour / 24);
  db.prepare("INSERT INTO record_subject VALUES (1, 'aqi.hour', 'A1', ?, ?)").run(block, block);
  db.prepare(
    `INSERT INTO result_history (kind, subject, from_ms, to_ms, revision, changed_at, causes, before, after, after_record)
     VALUES ('aqi.hour', 'A1', ?, ?, 2, ?, '[]', NULL, '', ?)`,
  ).run(START, START + HOUR, START, record);
  db.close();
}

async function opened(path: string): Promise<Store> {
  const store = createEmbeddedStore({ path });
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

const KINDS = ['aqi.hour', 'aqi.day', 'region.aqi.hour', 'region.aqi.day'] as const;

async function figures(store: Store) {
  const span = { after: instant(START - HOUR), to: instant(START + 366 * 24 * HOUR), limit: 10_000 };
  const all = KINDS.flatMap((kind) => ['A1', 'r1'].map((subject) => ({ kind, subject, ...span })));
  const found = await Promise.all(all.map((range) => store.results(range)));
  return found.flat().map((each) => figureOf({ registry: REGISTRY }, each));
}

async function evaluated(store: Store): Promise<void> {
  const evaluator = await startEvaluator(store, REGISTRY);
  await evaluator.caughtUp();
  await expect.poll(() => store.lostResults?.lost()).toBeUndefined();
  await evaluator.stop();
}

/** Evaluates everything again, and finds the figures that a new folder has. */
async function evaluatedAgain(path: string, store: Store): Promise<void> {
  await evaluated(store);
  const fresh = await opened(':memory:');
  await fresh.write({ observations: HOURS, deadLetters: [] });
  await evaluated(fresh);
  const expected = await figures(fresh);
  expect(expected).toHaveLength(2 * (24 * DAYS + DAYS));
  expect(await figures(store)).toEqual(expected);
  await store.close();
  expect((await opened(path)).lostResults?.lost()).toBeUndefined();
}

it('a folder with records of layout 1 starts without them, and is evaluated again; its history is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-old-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'lanbi.db');
  fileOfLayout1(path);
  const store = await opened(path);
  expect(store.lostResults?.lost()).toMatch(/results of an earlier version are evaluated again/);
  expect(await store.latestResult('aqi.hour', 'A1')).toBeUndefined();
  const [line] = await store.history({ after: instant(0), to: instant(START), limit: 9 });
  const none = { missing: 'not-monitored' };
  expect(line?.after).toEqual({
    concentrations: { so2: none, no2: none, co: none, o3: none, pm10: none, pm2_5: 35 },
  });
  await evaluatedAgain(path, store);
});

it('a folder from before there were records starts, says what is missing, and is evaluated again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-old-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'lanbi.db');
  oldFile(path);
  const store = await opened(path);
  expect(store.lostResults?.lost()).toMatch(/results of an earlier version are evaluated again/);
  expect(await store.checkpoint(EVALUATE)).toBe(HOURS.length);
  expect([...(await store.stationNotes()).values()]).toEqual([{ station: 'A1', since: START, under: [] }]);
  expect(await store.latestResult('aqi.day', 'A1')).toBeUndefined();
  const [line] = await store.history({ after: instant(0), to: instant(START), limit: 9 });
  expect(line?.after).toEqual({
    concentrations: VALUES,
    further: { o3_1h: 74 },
    coverage: COVERAGE,
    running: false,
  });
  const sample = sampleResult('x', instant(0), 1);
  const [next] = await store.commit(EVALUATE, await store.head(), [sample], instant(START));
  expect(next?.position).toBe(4);

  await evaluatedAgain(path, store);
});

const WATER_REGISTRY = registryOf({
  regions: [{ id: 'r1', name: 'R', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: [{ id: 's', name: 's', region: 'r1', river: 'river', waterBody: 'river', target: 'III' }],
  stations: [{ id: 'W1', medium: 'water', name: 'W1', region: 'r1', section: 's' }],
});
const SAMPLES = Array.from({ length: 48 }, (_, n) =>
  observationOf(WATER_REGISTRY, 'W1', instant(START + (n + 1) * HOUR), { do: 8, tp: 0.06 + 0.01 * (n % 3) }),
);
const FIRST_NOTES = STORE_MIGRATIONS.findIndex((step) => step.includes('CREATE TABLE mark ('));
/** The field in which an earlier version stored sums. */
const SUMS_FIELD = 'tally';
const DAY_BEFORE = {
  section: { class: 'II' },
  values: { ph: 7, tp: 0.06 },
  // Ions of 24 rows of pH 7, and 0.36 mg/L of six results.
  [SUMS_FIELD]: { ph: ['240000000000000000000/1', 24], tp: ['9/25', 6] },
  samples: 24,
  covered: 24,
  days: 1,
};
const SAMPLE_BEFORE = {
  section: { class: 'II' },
  values: { tp: 0.06, do: { missing: 'fault' } },
  stations: ['W1'],
};
const FACTS = (medium: string) =>
  JSON.stringify({ under: [{ medium, period: 3600, parameters: [], regions: [] }] });
const RULES = { spike: 'exclude' };

/** A file of the version before samples and days of water were records. */
function fileWithJsonWater(path: string): void {
  const db = new DatabaseSync(path);
  for (const step of STORE_MIGRATIONS.slice(0, FIRST_NOTES)) db.exec(step);
  db.exec(`PRAGMA user_version = ${FIRST_NOTES}; PRAGMA application_id = ${0x6c620001}`);
  const put = db.prepare(
    'INSERT INTO observation (station, to_ms, period, medium, region, received_at, readings) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { station, to, period, medium, region, receivedAt, readings } of SAMPLES) {
    const cells = Object.fromEntries(readings.map(({ parameter, value }) => [parameter, value]));
    put.run(station, to, period, medium, region, receivedAt, JSON.stringify(cells));
  }
  let position = 0;
  const result = (kind: string, subject: string, from: number, to: number, body: string) => {
    position += 1;
    db.prepare('INSERT INTO result VALUES (?, ?, ?, ?, ?, 1, ?, ?)').run(
      ...([position, kind, subject, from, to, START, body] as const),
    );
  };
  const day = [START, START + 24 * HOUR] as const;
  result('class.day', 's', ...day, JSON.stringify(DAY_BEFORE));
  result('class.sample', 's', START + HOUR, START + HOUR, JSON.stringify(SAMPLE_BEFORE));
  result('quality', 'W1', START, START + HOUR, JSON.stringify({ marks: { tp: ['spike'] } }));
  result('quality', 'W1', START + HOUR, START + 2 * HOUR, JSON.stringify({ marks: {} }));
  result('registered', 'W1', START, START, FACTS('water'));
  result('registered', 'A1', START + 1, START + 1, FACTS('air'));
  result('rules', 'quality', START, START, JSON.stringify({ rules: [{ spike: 'off' }] }));
  result('rules', 'quality', START + 1, START + 1, JSON.stringify({ rules: [RULES] }));
  const change = db.prepare(
    `INSERT INTO result_history (kind, subject, from_ms, to_ms, revision, changed_at, causes, before, after)
     VALUES (?, 's', ?, ?, 2, ?, '[]', ?, ?)`,
  );
  change.run(
    'class.day',
    ...day,
    START,
    JSON.stringify({ ...DAY_BEFORE, samples: 23 }),
    JSON.stringify(DAY_BEFORE),
  );
  change.run('class.sample', START + HOUR, START + HOUR, START, null, JSON.stringify(SAMPLE_BEFORE));
  change.run('class.month', ...day, START, null, '{}');
  db.prepare('INSERT INTO consumer VALUES (?, ?)').run('evaluate', SAMPLES.length);
  db.exec(`INSERT INTO setting VALUES ('results.last', ${position})`);
  db.close();
}

it('a folder with water as JSON keeps its notes and audit trail, and its water is evaluated again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-old-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'lanbi.db');
  fileWithJsonWater(path);
  const store = await opened(path);
  expect(store.lostResults?.lost()).toMatch(/results of an earlier version are evaluated again/);
  expect(await store.latestResult('class.day', 's')).toBeUndefined();
  const ever = { after: instant(0), to: instant(8.64e15), limit: 9 };
  expect(await store.qualityFlags({ station: stationId('W1'), ...ever })).toEqual([
    { station: 'W1', to: START + HOUR, period: 3600, flags: { tp: ['spike'] } },
  ]);
  const notes = await store.stationNotes();
  expect(notes.get(stationId('W1'))).toEqual({ station: 'W1', since: START, under: [] });
  expect(notes.get(stationId('A1'))).toMatchObject({ since: START + 1, under: [{ medium: 'air' }] });
  expect(await store.rules()).toEqual([RULES]);
  const sums = {
    ph: { unscaled: 24n * 10n ** 19n, scale: 0, count: 24 },
    tp: { unscaled: 36, scale: 2, count: 6 },
  };
  expect(await store.history(ever)).toMatchObject([
    {
      kind: 'class.day',
      before: { sums, samples: 23, covered: 24 },
      after: { sums, samples: 24, covered: 24 },
    },
    {
      kind: 'class.sample',
      after: { values: { do: { missing: 'fault' }, tp: 0.06 }, stations: ['W1'], instant: false },
    },
  ]);

  const evaluator = await startEvaluator(store, WATER_REGISTRY);
  await evaluator.caughtUp();
  await expect.poll(() => store.lostResults?.lost()).toBeUndefined();
  await evaluator.stop();
  const [first] = await store.changedResults(LOG_START, 1);
  expect(first?.position).toBe(9);
  const fresh = await opened(':memory:');
  await fresh.write({ observations: SAMPLES, deadLetters: [] });
  const again = await startEvaluator(fresh, WATER_REGISTRY);
  await again.caughtUp();
  await again.stop();
  const water = async (of: Store) => {
    const range = { subject: 's', ...ever, limit: 100 };
    const all = [
      ...(await of.results({ kind: 'class.sample', ...range })),
      ...(await of.results({ kind: 'class.day', ...range })),
    ];
    return all.map(({ kind, to, body }) => ({ kind, to, body }));
  };
  expect(await water(store)).toHaveLength(48 + 2);
  expect(await water(store)).toEqual(await water(fresh));
});
