import type { StatisticRow } from './edition.ts';

const SOURCE = { clause: 'year items; the same for shorter periods', status: '2' } as const;

const mean = (pollutant: StatisticRow['pollutant']): StatisticRow => ({
  pollutant,
  kind: 'mean',
  periods: 'every',
  against: 'year',
  ...SOURCE,
});

const percentile = (
  pollutant: StatisticRow['pollutant'],
  percent: number,
  periods: StatisticRow['periods'],
  against: StatisticRow['against'],
): StatisticRow => ({ pollutant, kind: 'percentile', percent, periods, against, ...SOURCE });

/**
 * The items of a year, and of a month, quarter, half-year or year to date; the same in both editions.
 * @source HJ 663 [2]
 */
export const STATISTICS: readonly StatisticRow[] = [
  mean('so2'),
  percentile('so2', 98, 'year', 'day'),
  mean('no2'),
  percentile('no2', 98, 'year', 'day'),
  percentile('co', 95, 'every', 'day'),
  percentile('o3', 90, 'every', 'max8h'),
  mean('pm10'),
  percentile('pm10', 95, 'year', 'day'),
  mean('pm2_5'),
  percentile('pm2_5', 95, 'year', 'day'),
];
