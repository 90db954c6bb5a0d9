import type { AirItem, Gb3095Edition } from '../gb3095/edition.ts';
import type { MeanRule } from './mean.ts';

/**
 * The hourly mean of samples of `minutesEach` minutes: at least 45 minutes; PM10 and PM2.5 have no such row, so
 * one sample is enough.
 * @source GB 3095 table 4 [P] (2012: [M])
 */
export function hourRule(item: AirItem, edition: Gb3095Edition, minutesEach = 1): MeanRule {
  const { items, minutes, clause } = edition.validity.hour;
  const required = items.includes(item) ? Math.ceil(minutes / minutesEach) : 1;
  return {
    quantity: `mean.1h.${item}`,
    edition: edition.id,
    clause,
    expected: 60 / minutesEach,
    required,
  };
}

/** The mean of 8 consecutive hourly means: at least 6. @source GB 3095 table 4 [P] (2012: [M]) */
export function eightHourRule(edition: Gb3095Edition): MeanRule {
  const { hours, clause } = edition.validity.eightHours;
  return { quantity: 'mean.8h.o3', edition: edition.id, clause, expected: 8, required: hours };
}

/**
 * The mean of 24 hourly means: at least 20. Undefined for what has no day in table 4, ozone foremost.
 * @source GB 3095 table 4 [P] (2012: [M])
 */
export function dayRule(item: AirItem, edition: Gb3095Edition): MeanRule | undefined {
  const { items, hours, clause } = edition.validity.day;
  if (!items.includes(item)) return undefined;
  return {
    quantity: `mean.day.${item}`,
    edition: edition.id,
    clause,
    expected: 24,
    required: hours,
  };
}
