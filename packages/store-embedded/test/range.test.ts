import {
  hasReached,
  LOG_START,
  type ObservationRange,
  offsetAt,
  type StoredObservation,
  stationId,
} from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { hour, observation, reading } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmbeddedStore } from '../src/store.ts';

const DAY = 24;
const store = createEmbeddedStore({ path: ':memory:' });
const stations = ['A1', 'A2', 'quiet'].map((id) => stationId(id));

/** Hours in a row, single days far apart, minutes of a day, and all of it before 1970 once more. */
const ENDS = [
  ...Array.from({ length: 40 * DAY }, (_, i) => i),
  ...Array.from({ length: 20 }, (_, i) => i * 37 * DAY + 5),
  ...Array.from({ length: 1440 }, (_, i) => 100 * DAY + i / 60),
].flatMap((at) => [at, at - 60 * 365 * DAY]);

const all = [...new Set(ENDS)].flatMap((at, i) => [
  observation({ station: 'A1', at, readings: [reading(i % 3 === 0 ? 'co' : 'pm2_5', 1)] }),
  ...(i % 5 === 0 ? [observation({ station: 'A1', at, period: 60 })] : []),
  ...(i % 7 === 0 ? [observation({ station: 'A2', at })] : []),
  ...(i % 900 === 0 ? [observation({ station: 'quiet', at })] : []),
]);

beforeAll(async () => {
  await store.open();
  await store.write({ observations: all, deadLetters: [] });
});
afterAll(() => store.close());

/** Where each stands in the log: they were written in one go. */
const offsetOf = new Map(all.map((one, i) => [one, offsetAt(i + 1)]));

const keyOf = ({ station, to, period }: Pick<StoredObservation, 'station' | 'to' | 'period'>) =>
  `${station} ${to} ${period}`;

/** The same by looking at every observation. */
function looked({ station, after, to, parameter, period, upTo, behind, limit }: ObservationRange): string[] {
  return all
    .filter((one) => one.station === station && one.to > after && one.to <= to)
    .filter((one) => period === undefined || one.period === period)
    .filter((one) => parameter === undefined || one.readings.some((r) => r.parameter === parameter))
    .filter((one) => upTo === undefined || hasReached(upTo, offsetOf.get(one) ?? LOG_START))
    .filter((one) => !behind || one.to > behind.to || (one.to === behind.to && one.period > behind.period))
    .sort((a, b) => a.to - b.to || a.period - b.period)
    .slice(0, limit)
    .map(keyOf);
}

const end = fc.oneof(
  fc.constantFrom(-8.64e15, 8.64e15, 0).map(instant),
  fc.constantFrom(...ENDS).map(hour),
  fc.integer({ min: -61 * 365 * DAY, max: 900 * DAY }).map(hour),
);
const range: fc.Arbitrary<ObservationRange> = fc.record(
  {
    station: fc.constantFrom(...stations, stationId('never')),
    after: end,
    to: end,
    limit: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant(10_000)),
    parameter: fc.constantFrom('co' as const, 'pm2_5' as const),
    period: fc.constantFrom(observation().period, observation({ period: 60 }).period),
    upTo: fc.integer({ min: 0, max: all.length }).map(offsetAt),
    behind: fc.record({ to: end, period: fc.constant(observation().period) }),
  },
  { requiredKeys: ['station', 'after', 'to', 'limit'] },
);

it('a range is what looking at every observation finds', async () => {
  await fc.assert(
    fc.asyncProperty(range, async (asked) => {
      expect((await store.range(asked)).map(keyOf)).toEqual(looked(asked));
    }),
    { numRuns: 400 },
  );
});
