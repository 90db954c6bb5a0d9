import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  AIR_PARAMETERS,
  offsetAt,
  type ParameterCode,
  type StoredReading,
  WATER_PARAMETERS,
} from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { hour, observation, reading } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeOf } from '../src/reading-codes.ts';
import { readReadings, writeReadings } from '../src/readings.ts';
import { STORE_MIGRATIONS } from '../src/schema.ts';
import { temporaryFolder } from './support/temporary.ts';

const PARAMETERS: readonly ParameterCode[] = [...AIR_PARAMETERS, ...WATER_PARAMETERS];

const stored = (
  parameter: ParameterCode,
  value: number,
  more: Partial<StoredReading> = {},
): StoredReading => ({
  ...reading(parameter, value),
  revision: 1,
  ...more,
});

describe('readings as bytes', () => {
  it('have the bytes of layout 1', () => {
    const readings = [
      stored('pm2_5', 35),
      stored('co', 0.7),
      stored('temperature', -5.3),
      stored('pm10', 150, { flag: 'D', invalid: 'flag', revision: 2 }),
    ];
    expect(Buffer.from(writeReadings(readings)).toString('hex')).toBe(
      '0102b0040a7113' + '01d106' + '050ee012014400' + '02',
    );
  });

  it('give each parameter a number of its own', () => {
    expect(new Set(PARAMETERS.map(codeOf)).size).toBe(PARAMETERS.length);
  });

  it('come back as they were', () => {
    const value = fc.oneof(
      fc.integer({ min: -2000, max: 100_000 }).map((n) => n / 10),
      fc.integer({ min: 0, max: 10 ** 9 }).map((n) => n / 10 ** 6),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    );
    const one = fc.record(
      {
        value,
        flag: fc.oneof(fc.constant('N'), fc.string({ minLength: 1, maxLength: 8 })),
        invalid: fc.constantFrom('flag' as const, 'negative' as const, 'out-of-range' as const),
        revision: fc.integer({ min: 1, max: 100_000 }),
      },
      { requiredKeys: ['value'] },
    );
    const all = fc
      .uniqueArray(fc.constantFrom(...PARAMETERS), { maxLength: 12 })
      .chain((codes) => fc.tuple(...codes.map((code) => one.map((more) => stored(code, more.value, more)))));
    fc.assert(
      fc.property(all, (readings) => {
        expect(readReadings(writeReadings(readings))).toEqual(readings);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are refused where the layout is of a later version, or they end early', () => {
    const corrupt = { code: 'store-corrupt' };
    expect(() => readReadings(Uint8Array.of(2, 2, 0))).toThrow(expect.objectContaining(corrupt));
    expect(() => readReadings(Uint8Array.of(1, 2))).toThrow(expect.objectContaining(corrupt));
    expect(() => readReadings(Uint8Array.of(1, 0xfe, 0x01, 0))).toThrow(expect.objectContaining(corrupt));
  });
});

describe('rows of the version before, whose readings are JSON', () => {
  /** A file as it was before there was a column for bytes, with two hours of one station. */
  function earlierFile(): string {
    const { folder, remove } = temporaryFolder();
    onTestFinished(remove);
    const path = join(folder, 'lanbi.db');
    const db = new DatabaseSync(path);
    const before = STORE_MIGRATIONS.findIndex((step) => step.includes('ADD COLUMN body'));
    for (const step of STORE_MIGRATIONS.slice(0, before)) db.exec(step);
    const insert = db.prepare(
      'INSERT INTO observation (station, to_ms, period, medium, region, received_at, readings) VALUES (?,?,?,?,?,?,?)',
    );
    insert.run('A1', hour(1), 3600, 'air', 'r1', hour(1), '{"pm2_5":35,"co":[9,"N","out-of-range",2]}');
    insert.run('A1', hour(2), 3600, 'air', 'r1', hour(2), '{"pm10":60}');
    db.exec(
      `PRAGMA user_version = ${before}; PRAGMA application_id = ${0x6c620001}; PRAGMA journal_mode = WAL`,
    );
    db.close();
    return path;
  }

  async function opened() {
    const store = createEmbeddedStore({ path: earlierFile() });
    await store.open();
    onTestFinished(() => store.close());
    return store;
  }
  const range = { station: observation().station, after: hour(0), to: hour(9), limit: 10 };

  it('are read as they are', async () => {
    const store = await opened();
    const [first, second] = await store.read(offsetAt(0), 10);
    expect(first?.readings).toEqual([
      stored('pm2_5', 35),
      stored('co', 9, { invalid: 'out-of-range', revision: 2 }),
    ]);
    expect(second?.readings).toEqual([stored('pm10', 60)]);
    expect(await store.latest(range.station)).toHaveLength(3);
  });

  it('are found by a parameter beside new ones', async () => {
    const store = await opened();
    await store.write({
      observations: [
        observation({ at: 3, readings: [reading('pm2_5', 12)] }),
        observation({ at: 4, readings: [reading('so2', 3)] }),
      ],
      deadLetters: [],
    });
    const found = await store.range({ ...range, parameter: 'pm2_5' });
    expect(found.map(({ to }) => to)).toEqual([hour(1), hour(3)]);
  });

  it('are corrected, and the row before is kept as it was', async () => {
    const store = await opened();
    const correction = observation({ at: 1, readings: [reading('pm2_5', 40)] });
    expect(await store.write({ observations: [correction], deadLetters: [] })).toEqual([
      { kind: 'accepted', change: 'corrected' },
    ]);
    const [corrected] = await store.range({ ...range, to: hour(1) });
    expect(corrected?.readings).toEqual([
      stored('pm2_5', 40, { revision: 2 }),
      stored('co', 9, { invalid: 'out-of-range', revision: 2 }),
    ]);
  });
});
