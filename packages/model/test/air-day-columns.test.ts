import { instant, missing } from '@lanbi/standards';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AirDayColumns,
  type AirDayRecord,
  ByteReader,
  ByteWriter,
  decodeAirDayRow,
  decodeRecord,
  encodeRecord,
} from '../src/index.ts';
import { day as dayRecord } from './support/any-records.ts';

const FIRST = 20_000;
const LAST = FIRST + 364;
const made = (n: number) => ({ revision: n + 1, computedAt: instant(1_700_000_000_000 + n) });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const dayNumbers = fc.uniqueArray(fc.integer({ min: FIRST, max: LAST }), { minLength: 1, maxLength: 6 });

/** What the columns are to say of a record. */
const wanted = ({ concentrations, rests, further }: AirDayRecord) =>
  plain({ concentrations, rests, further });

function expectDays(columns: AirDayColumns, days: readonly number[], records: readonly AirDayRecord[]): void {
  for (const [at, day] of days.entries()) {
    const record = records[at];
    expect(record && wanted(record)).toEqual(plain(columns.valuesOf(day)));
    expect(columns.isRunning(day)).toBe(record?.running);
    expect(columns.revisionOf(day)).toBe(at + 1);
    expect(columns.changedAt(day)).toBe(1_700_000_000_000 + at);
  }
  for (const day of [FIRST, FIRST + 100, LAST])
    if (!days.includes(day)) {
      expect(columns.has(day)).toBe(false);
      expect(columns.at(day, 0)).toEqual(missing('no-data'));
      expect(columns.millionths(day, 0)).toBeNaN();
    }
}

const any = dayNumbers.chain((days) =>
  fc.tuple(fc.constant(days), fc.array(dayRecord, { minLength: days.length, maxLength: days.length })),
);

it('days that were put in any order are there as they were, and no other', () => {
  fc.assert(
    fc.property(any, ([days, records]) => {
      const columns = new AirDayColumns(FIRST, LAST);
      for (const [at, day] of days.entries()) {
        const record = records[at];
        // Twice: the second is a correction.
        if (record) columns.put(day, { ...record, rests: { co: { num: 1, den: 3 } } }, made(7));
        if (record) columns.put(day, record, made(at));
      }
      expectDays(columns, days, records);
    }),
  );
});

it('days that are read from their bytes are those that the codec reads', () => {
  fc.assert(
    fc.property(any, ([days, records]) => {
      const writer = new ByteWriter();
      for (const body of records) writer.block(encodeRecord('region.aqi.day', body));
      const reader = new ByteReader(writer.bytes());
      const columns = new AirDayColumns(FIRST, LAST);
      for (const [at, day] of days.entries()) {
        columns.begin(day, made(at).revision, made(at).computedAt);
        decodeAirDayRow(reader, columns, day);
      }
      expect(reader.isAtEnd).toBe(true);
      const decoded = records.map((body) => decodeRecord('aqi.day', encodeRecord('aqi.day', body)));
      expectDays(columns, days, decoded);
    }),
  );
});

it('visits each value of a column with what rounding left out, and none where there is no value', () => {
  fc.assert(
    fc.property(any, ([days, records]) => {
      const columns = new AirDayColumns(FIRST, LAST);
      const put = records.map((record, at) => ({ record, day: days[at] ?? 0 }));
      for (const [at, { day, record }] of put.entries()) columns.put(day, record, made(at));
      const seen: (readonly number[])[] = [];
      columns.eachValue(FIRST - 5, LAST + 5, 2, (...value) => seen.push(value));
      const expected = put
        .sort((a, b) => a.day - b.day)
        .flatMap(({ record: { concentrations, rests } }) => {
          const { co } = concentrations;
          const { num, den } = rests?.['co'] ?? { num: 0, den: 0 };
          return typeof co === 'number' ? [[Math.round(co * 1e6), num, den]] : [];
        });
      expect(seen).toEqual(expected);
    }),
  );
});

it('a day outside of the columns is refused, and so is a record of another length or layout', () => {
  const columns = new AirDayColumns(FIRST, LAST);
  expect(() => columns.begin(LAST + 1, 1, 0)).toThrow(RangeError);
  expect(() => columns.begin(FIRST - 1, 1, 0)).toThrow(RangeError);
  columns.begin(FIRST, 1, 0);
  const read = (bytes: readonly number[]) => () =>
    decodeAirDayRow(new ByteReader(Uint8Array.from(bytes)), columns, FIRST);
  expect(read([2, 9, 0])).toThrow(expect.objectContaining({ code: 'store-corrupt' }));
  expect(read([40, 2, ...Array(20).fill(0)])).toThrow(/of another length/);
  expect(read([3, 2, 0, 16])).toThrow(/a record ends after 4 bytes/);
});

it('a record of layout 1 is read as the codec reads it', () => {
  const hex = '010396e0c65b96e0c65b6896e0c65b96e0c65b96e0c65b8019181118111811111118111811100a17';
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const columns = new AirDayColumns(FIRST, LAST);
  columns.begin(FIRST, 1, 0);
  const reader = new ByteReader(Uint8Array.of(bytes.length, ...bytes));
  decodeAirDayRow(reader, columns, FIRST);
  expect(reader.isAtEnd).toBe(true);
  expect(columns.valuesOf(FIRST)).toMatchObject(wanted(decodeRecord('aqi.day', bytes)) as object);
});
