import { civilDate, isMissing, type Maybe, missing } from '@lanbi/standards';
import { expect, it } from 'vitest';
import { dayOfDate, stationDay } from '../src/index.ts';

const FAULT = missing('fault');
/** Eight hours of 160.5, then none: too few windows, so that the day stands only above 160 as printed. */
const HOURS: readonly Maybe<number>[] = Array.from({ length: 24 }, (_, at) => (at < 8 ? 160.5 : FAULT));

/** Ozone of a day of which each hour is so many thirds of a millionth beside its rounded value. */
const ozone = (thirds: number): Maybe<number> =>
  stationDay(
    (pollutant) => (pollutant === 'o3' ? HOURS : Array(24).fill(FAULT)),
    dayOfDate(civilDate('2025-07-01')),
    undefined,
    () => (thirds === 0 ? [] : HOURS.map(() => ({ num: thirds, den: 3 }))),
  ).concentrations.o3;

it('a day of ozone is held against grade 2 as the exact mean of its hours is printed', () => {
  expect(isMissing(ozone(0))).toBe(true);
  expect(isMissing(ozone(-1))).toBe(true);
  expect(ozone(1)).toBe(160.5);
});
