import type { AirItem, Averaging, Gb3095Edition, Limit } from './edition.ts';

/**
 * The row of table 1 or 2.
 * @throws RangeError when the table has no such row.
 * @source GB 3095 tables 1 and 2
 * @example limitOf(GB3095_2012, 'pm2_5', 'year').grade2 // 35 µg/m³
 */
export function limitOf(edition: Gb3095Edition, pollutant: AirItem, averaging: Averaging): Limit {
  const row = edition.limits.find((limit) => limit.pollutant === pollutant && limit.averaging === averaging);
  if (row) return row;
  throw new RangeError(`${edition.id} has no limit for ${pollutant} ${averaging}`);
}
