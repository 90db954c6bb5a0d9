import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readShared, sharedData } from '@lanbi/testkit/data/shared-data';
import { describe, expect, it } from 'vitest';
import {
  AIR_POLLUTANTS,
  type AirDay,
  type AirPollutant,
  addDays,
  attainment,
  type CityPoint,
  cityMeans,
  civilDate,
  compositeIndex,
  dayMean,
  eachPollutant,
  GB3095_2012,
  HJ663_2013,
  type Maybe,
  missing,
  ozoneDailyMax8h,
  periodStatistics,
  roundHalfEven,
} from '../../src/index.ts';

const YEAR = { from: civilDate('2016-01-01'), to: civilDate('2016-12-31') };
const EDITIONS = { gb3095: GB3095_2012, hj663: HJ663_2013 };
const FOLDER = 'air/prsa-beijing';
/** Where each pollutant stands in a row; CO is in µg/m³ there. */
const COLUMNS: Readonly<Record<AirPollutant, number>> = { pm2_5: 5, pm10: 6, so2: 7, no2: 8, co: 9, o3: 10 };

/** A station's year: by pollutant 366 days of 24 hours; hour 0 of the file is the one that ends at 01:00. */
type Year = Readonly<Record<AirPollutant, Maybe<number>[][]>>;

function yearOf(file: string): Year {
  const rows = readShared(`${FOLDER}/${file}`)
    .split('\n')
    .filter((line) => /^\d+,2016,/.test(line))
    .map((line) => line.split(','));
  const hours = (pollutant: AirPollutant): Maybe<number>[] =>
    rows.map((row) => {
      const cell = row[COLUMNS[pollutant]] ?? 'NA';
      if (cell === 'NA') return missing('no-data');
      return pollutant === 'co' ? Number(cell) / 1000 : Number(cell);
    });
  return eachPollutant((pollutant) => {
    const all = hours(pollutant);
    return Array.from({ length: 366 }, (_, day) => all.slice(day * 24, day * 24 + 24));
  });
}

const pointOf = (year: Year, day: number): CityPoint => ({
  role: 'evaluation',
  values: eachPollutant((pollutant) => {
    const hours = year[pollutant][day] ?? [];
    return pollutant === 'o3'
      ? ozoneDailyMax8h(hours, EDITIONS).value
      : dayMean(hours, pollutant, GB3095_2012).value;
  }),
});

function cityDays(): AirDay[] {
  const years = readdirSync(join(sharedData ?? '', FOLDER)).map(yearOf);
  return Array.from({ length: 366 }, (_, day) => {
    const points = years.map((year) => pointOf(year, day));
    const means = cityMeans(points, HJ663_2013);
    return {
      date: addDays(YEAR.from, day),
      values: eachPollutant((pollutant) => means[pollutant].value),
    };
  });
}

describe.skipIf(sharedData === undefined)('Beijing 2016 over twelve stations', () => {
  const days = sharedData === undefined ? [] : cityDays();
  const statistics = periodStatistics(days, YEAR, EDITIONS);

  it('has the statistics of the reference', () => {
    const printed = AIR_POLLUTANTS.map((pollutant) => [
      pollutant,
      roundHalfEven(Number(statistics.values[pollutant]), 1),
    ]);
    expect(Object.fromEntries(printed)).toEqual({
      pm2_5: 71.9,
      pm10: 94.8,
      so2: 9.8,
      no2: 46.4,
      co: 3.2,
      o3: 199.5,
    });
  });

  it('has the index of the reference by the default: 2.05 + 1.35 + 0.16 + 1.16 + 0.80 + 1.25', () => {
    expect(compositeIndex({ values: statistics.values }, GB3095_2012)).toMatchObject({
      index: 6.77,
      terms: { pm2_5: 2.05, pm10: 1.35, so2: 0.16, no2: 1.16, co: 0.8, o3: 1.25 },
      primary: ['pm2_5'],
    });
    // What the other named steps give of the same statistics.
    const under = (rounding: 'round-each-integers' | 'round-terms' | 'exact') =>
      compositeIndex({ values: statistics.values }, GB3095_2012, { rounding }).index;
    expect([under('round-each-integers'), under('round-terms'), under('exact')]).toEqual([6.78, 6.76, 6.77]);
  });

  it('stands: enough days in the year and in each month', () => {
    for (const { row, validity } of statistics.rows)
      expect([row.pollutant, validity.kind, validity.kind === 'valid' && validity.observed]).toEqual([
        row.pollutant,
        'valid',
        { so2: 364, no2: 364, pm10: 364, pm2_5: 364, co: 362, o3: 361 }[row.pollutant],
      ]);
  });

  it('attains grade 2 in SO2 and CO, and in nothing else', () => {
    expect(attainment(statistics, EDITIONS).pollutants).toEqual({
      so2: true,
      no2: false,
      co: true,
      o3: false,
      pm10: false,
      pm2_5: false,
    });
  });
});
