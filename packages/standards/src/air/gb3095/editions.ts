import type { Edition } from '../../editions/edition.ts';
import { civilDate } from '../../time/civil.ts';
import type { AirPollutant } from '../pollutant.ts';

/** Grade 1 and grade 2 limits, µg/m³, CO mg/m³. */
export interface Limit {
  readonly pollutant: AirPollutant;
  readonly averaging: 'year' | 'day' | '1h' | 'max8h';
  readonly grade1: number;
  readonly grade2: number;
}

/** GB 3095: table 1, complete for one edition or stage. */
export interface Gb3095Edition extends Edition {
  readonly standard: 'GB 3095';
  readonly limits: readonly Limit[];
}

type Row = readonly [AirPollutant, Limit['averaging'], number, number];
const limits = (rows: readonly Row[]): Limit[] =>
  rows.map(([pollutant, averaging, grade1, grade2]) => ({ pollutant, averaging, grade1, grade2 }));
const title = { zh: '环境空气质量标准', en: 'Ambient air quality standards' };

/** Table 1 with the amendment of 2018 [2]. */
export const GB3095_2012: Gb3095Edition = {
  id: 'GB 3095-2012',
  standard: 'GB 3095',
  title,
  from: civilDate('2013-01-01'),
  until: civilDate('2026-02-28'),
  source: 'air.md 1 [2]; applied in steps from 2013 on [M]',
  limits: limits([
    ['so2', 'year', 20, 60],
    ['so2', 'day', 50, 150],
    ['so2', '1h', 150, 500],
    ['no2', 'year', 40, 40],
    ['no2', 'day', 80, 80],
    ['no2', '1h', 200, 200],
    ['co', 'day', 4, 4],
    ['co', '1h', 10, 10],
    ['o3', 'max8h', 100, 160],
    ['o3', '1h', 160, 200],
    ['pm10', 'year', 40, 70],
    ['pm10', 'day', 50, 150],
    ['pm2_5', 'year', 15, 35],
    ['pm2_5', 'day', 35, 75],
  ]),
};

/** Table 1, transition stage to 2030-12-31 [P]. */
export const GB3095_2026_TRANSITION: Gb3095Edition = {
  id: 'GB 3095-2026/transition',
  standard: 'GB 3095',
  stage: 'transition',
  title,
  from: civilDate('2026-03-01'),
  until: civilDate('2030-12-31'),
  source: 'air.md 1 [P]',
  limits: limits([
    ['so2', 'year', 20, 60],
    ['so2', 'day', 50, 150],
    ['so2', '1h', 150, 500],
    ['no2', 'year', 40, 40],
    ['no2', 'day', 80, 80],
    ['no2', '1h', 200, 200],
    ['co', 'day', 4, 4],
    ['co', '1h', 10, 10],
    ['o3', 'max8h', 100, 160],
    ['o3', '1h', 160, 200],
    ['pm10', 'year', 40, 60],
    ['pm10', 'day', 50, 120],
    ['pm2_5', 'year', 15, 30],
    ['pm2_5', 'day', 35, 60],
  ]),
};

/** Table 1, final stage from 2031-01-01 [P]. */
export const GB3095_2026_FINAL: Gb3095Edition = {
  id: 'GB 3095-2026/final',
  standard: 'GB 3095',
  stage: 'final',
  title,
  from: civilDate('2031-01-01'),
  source: 'air.md 1 [P]',
  limits: limits([
    ['so2', 'year', 20, 20],
    ['so2', 'day', 50, 50],
    ['so2', '1h', 150, 150],
    ['no2', 'year', 30, 30],
    ['no2', 'day', 50, 50],
    ['no2', '1h', 200, 200],
    ['co', 'day', 4, 4],
    ['co', '1h', 10, 10],
    ['o3', 'max8h', 100, 160],
    ['o3', '1h', 160, 200],
    ['pm10', 'year', 20, 50],
    ['pm10', 'day', 50, 100],
    ['pm2_5', 'year', 10, 25],
    ['pm2_5', 'day', 25, 50],
  ]),
};

/** @throws RangeError when the table has no such row. */
export function limitOf(
  edition: Gb3095Edition,
  pollutant: AirPollutant,
  averaging: Limit['averaging'],
): Limit {
  const row = edition.limits.find((limit) => limit.pollutant === pollutant && limit.averaging === averaging);
  if (row) return row;
  throw new RangeError(`${edition.id} has no limit for ${pollutant} ${averaging}`);
}
