import {
  type AirDay,
  type AirValues,
  addDays,
  civilDate,
  compositeIndex,
  Derivation,
  dailyAqi,
  GB3095_2026_TRANSITION,
  HJ633_2026,
  HJ663_2026,
  periodStatistics,
} from '@lanbi/standards';
import { tell } from './support/rate.ts';

const values = (i: number) => ({
  so2: i % 160,
  no2: (i * 7) % 120,
  co: (i % 80) / 10,
  o3: (i * 3) % 280,
  pm10: (i * 5) % 400,
  pm2_5: (i * 11) % 300,
});
const hours: readonly ReturnType<typeof values>[] = Array.from({ length: 1024 }, (_, i) => values(i));
type Values = (typeof hours)[number];

const TABLE = {
  so2: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  no2: [0, 40, 80, 180, 280, 565, 750, 940],
  co: [0, 2, 4, 14, 24, 36, 48, 60],
  o3: [0, 100, 160, 215, 265, 800],
  pm10: [0, 50, 120, 250, 350, 420, 500, 600],
  pm2_5: [0, 35, 60, 115, 150, 250, 350, 500],
};
const SCALE = [0, 50, 100, 150, 200, 300, 400, 500];

/** What one would write by hand, in doubles: the number alone, with their errors (CO 2.2 gives 56). */
function naiveAqi(of: Values): number {
  const indices = Object.entries(TABLE).map(([pollutant, points]) => {
    const c = of[pollutant as keyof Values];
    const i = points.findIndex((point, at) => at > 0 && c <= point);
    if (i < 0) return 500;
    const [bLo = 0, bHi = 0, iLo = 0, iHi = 0] = [points[i - 1], points[i], SCALE[i - 1], SCALE[i]];
    return Math.ceil(((iHi - iLo) / (bHi - bLo)) * (c - bLo) + iLo);
  });
  return Math.max(...indices);
}

const YEAR = { from: civilDate('2027-01-01'), to: civilDate('2027-12-31') };
const years: readonly AirDay[][] = Array.from({ length: 41 }, (_, year) =>
  Array.from({ length: 365 }, (_, at) => ({
    date: addDays(YEAR.from, at),
    values: values(year * 365 + at) as AirValues,
  })),
);
const EDITIONS = { gb3095: GB3095_2026_TRANSITION, hj663: HJ663_2026 };

/** Statistics with their rules of validity, then the index with its terms. */
const yearIndex = (days: AirDay[]) =>
  compositeIndex({ values: periodStatistics(days, YEAR, EDITIONS).values }, GB3095_2026_TRANSITION);

/** By hand, in doubles: four means, two percentiles, six quotients, no validity and nothing missing. */
function naiveYearIndex(days: AirDay[]): number {
  const of = (pollutant: keyof Values) => days.map((day) => day.values[pollutant] as number);
  const mean = (all: number[]) => all.reduce((a, b) => a + b, 0) / all.length;
  const percentile = (all: number[], p: number) => {
    const sorted = all.sort((a, b) => a - b);
    const k = (sorted.length - 1) * p;
    const low = sorted[Math.floor(k)] ?? 0;
    return low + ((sorted[Math.ceil(k)] ?? 0) - low) * (k % 1);
  };
  const terms = [
    mean(of('so2')) / 60,
    mean(of('no2')) / 40,
    mean(of('pm10')) / 60,
    mean(of('pm2_5')) / 30,
    percentile(of('co'), 0.95) / 4,
    percentile(of('o3'), 0.9) / 160,
  ];
  return terms.reduce((sum, term) => sum + Math.round(term * 100) / 100, 0);
}

export const bench = {
  name: 'air: index of a day, composite index of a year',
  run(): void {
    tell('daily AQI', hours, (of) => dailyAqi({ values: of }, HJ633_2026));
    tell('daily AQI with its derivation', hours, (of) =>
      dailyAqi({ values: of }, HJ633_2026, {}, new Derivation()),
    );
    tell('naive AQI, the number alone', hours, naiveAqi);
    tell('composite index of given figures', hours, (of) =>
      compositeIndex({ values: of }, GB3095_2026_TRANSITION),
    );
    tell('composite index over a year of days', years, yearIndex);
    tell('naive composite index over a year', years, naiveYearIndex);
  },
};
