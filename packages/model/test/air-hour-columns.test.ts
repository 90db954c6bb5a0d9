import { AIR_POLLUTANTS, instant, isMissing } from '@lanbi/standards';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AirHourColumns,
  type AirHourRecord,
  ByteReader,
  ByteWriter,
  decodeAirHourRow,
  decodeRecord,
  encodeRecord,
  MISSING_REASONS,
  missingCode,
} from '../src/index.ts';
import { hour as hourRecord } from './support/any-records.ts';

const FIRST = 480_000;
const LAST = FIRST + 24 * 60;
const made = (n: number) => ({ revision: n + 1, computedAt: instant(1_700_000_000_000 + n) });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const any = fc
  .uniqueArray(fc.integer({ min: FIRST, max: LAST }), { minLength: 1, maxLength: 6 })
  .chain((hours) =>
    fc.tuple(fc.constant(hours), fc.array(hourRecord, { minLength: hours.length, maxLength: hours.length })),
  );

/** What the columns are to say of a record. */
const wanted = ({ concentrations, rests, so2_24h }: AirHourRecord) =>
  plain({ concentrations, rests, so2_24h });

function expectHours(
  columns: AirHourColumns,
  hours: readonly number[],
  records: readonly AirHourRecord[],
): void {
  for (const [at, hour] of hours.entries()) {
    const record = records[at];
    expect(plain(columns.valuesOf(hour))).toEqual(record && wanted(record));
    expect([columns.revisionOf(hour), columns.changedAt(hour)]).toEqual([at + 1, 1_700_000_000_000 + at]);
  }
  for (const hour of [FIRST, FIRST + 100, LAST]) expect(columns.has(hour)).toBe(hours.includes(hour));
}

it('hours that are read from their bytes are those that the codec reads', () => {
  fc.assert(
    fc.property(any, ([hours, records]) => {
      const writer = new ByteWriter();
      for (const body of records) writer.block(encodeRecord('region.aqi.hour', body));
      const reader = new ByteReader(writer.bytes());
      const columns = new AirHourColumns(FIRST, LAST);
      for (const [at, hour] of hours.entries()) {
        columns.begin(hour, made(at).revision, made(at).computedAt);
        decodeAirHourRow(reader, columns, hour);
      }
      expect(reader.isAtEnd).toBe(true);
      const decoded = records.map((body) => decodeRecord('aqi.hour', encodeRecord('aqi.hour', body)));
      expectHours(columns, hours, decoded);
    }),
  );
});

it('an hour that is put again is as it was put last', () => {
  fc.assert(
    fc.property(any, ([hours, records]) => {
      const columns = new AirHourColumns(FIRST, LAST);
      const earlier = { rests: { co: { num: 1, den: 3 } }, so2_24h: { value: 812 } };
      for (const [at, hour] of hours.entries()) {
        const record = records[at];
        if (record) columns.put(hour, { ...record, ...earlier }, made(7));
        if (record) columns.put(hour, record, made(at));
      }
      expectHours(columns, hours, records);
    }),
  );
});

it('a record of another length is refused', () => {
  const columns = new AirHourColumns(FIRST, LAST);
  columns.begin(FIRST, 1, 0);
  const read = (bytes: readonly number[]) => () =>
    decodeAirHourRow(new ByteReader(Uint8Array.from(bytes)), columns, FIRST);
  expect(read([9, 2, 0, ...Array(7).fill(0)])).toThrow(/of another length/);
  expect(read([2, 2, 0])).toThrow(expect.objectContaining({ code: 'store-corrupt' }));
});

it('counts of a column are of the hours of a stretch, one by one', () => {
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 24 * 60 }), ([hours, records], behind) => {
      const columns = new AirHourColumns(FIRST, LAST);
      for (const [at, hour] of hours.entries()) {
        const record = records[at];
        if (record) columns.put(hour, record, made(at));
      }
      for (const column of AIR_POLLUTANTS.keys()) {
        const counts = new Uint32Array(16);
        columns.countCodes(FIRST + behind, LAST, column, counts);
        const one = Array.from({ length: LAST - FIRST - behind + 1 }, (_, at) =>
          columns.at(FIRST + behind + at, column),
        );
        const reasons = one.filter(isMissing).map(({ missing }) => missing);
        expect(counts[0]).toBe(one.length - reasons.length);
        for (const reason of MISSING_REASONS)
          expect(counts[missingCode(reason) + 1]).toBe(reasons.filter((each) => each === reason).length);
      }
    }),
    { numRuns: 20 },
  );
});
