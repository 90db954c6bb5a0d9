export { airDayRows, airDaysShape } from './air-days.ts';
export { airHourRows, airHoursShape } from './air-hours.ts';
export { airPeriodsShape } from './air-period-columns.ts';
export { airPeriodRows } from './air-periods.ts';
export type { AirSubjectsRows } from './air-rows.ts';
export { completenessRows } from './completeness.ts';
export { completenessShape, waterCompletenessShape } from './completeness-columns.ts';
export { correctionRows, correctionsShape } from './corrections.ts';
export {
  EXCEEDANCES_BY,
  type ExceedanceRow,
  Exceedances,
  exceedancesShape,
} from './exceedances.ts';
export { type RowPeriod, seriesPeriodOf, seriesWindows, windowName } from './period-windows.ts';
export type { RowStanding } from './standing-columns.ts';
export type { AskedTable, TableDeps, TableStandards } from './table-deps.ts';
export type { RowSpan } from './together.ts';
export { trophicShape } from './trophic-columns.ts';
export { lakesShape, riversShape } from './water-body-columns.ts';
export { type WaterRow, waterSamplesShape } from './water-columns.ts';
export { waterCompletenessRows } from './water-completeness.ts';
export { waterDaysShape, waterPeriodsShape } from './water-period-columns.ts';
export { waterPeriodRows } from './water-periods.ts';
export { type ClassOfSample, waterSampleRows } from './water-samples.ts';
export { WIND_SECTORS, windReader } from './wind.ts';
