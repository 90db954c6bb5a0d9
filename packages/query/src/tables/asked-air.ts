import type { AirSubjectsRows } from './air-rows.ts';
import type { AskedTable, TableDeps } from './table-deps.ts';
import { windReader } from './wind.ts';

/** Whose hours or days a question asks for. */
export const askedAir = (
  { readings, registry }: TableDeps,
  { subjects, fill, region, wind, under: { hj633 } }: AskedTable,
): AirSubjectsRows => ({
  ...{ subjects, fill, region, options: { hj633 } },
  wind: wind ? windReader(readings, registry) : undefined,
});

/** What `fill` adds to tables of hours, days and samples. */
export const FILL_TIMES = 'a row with its reason for each expected time without data';
/** What `fill` adds to tables of periods. */
export const FILL_PERIODS = 'a row for each period without a day';
