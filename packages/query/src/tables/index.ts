export { airDayRows, airDaysShape } from './air-days.ts';
export { airHourRows, airHoursShape } from './air-hours.ts';
export { airPeriodRows, airPeriodsShape } from './air-periods.ts';
export type { AirSubjectsRows } from './air-rows.ts';
export { completenessRows, completenessShape } from './completeness.ts';
export { correctionRows, correctionsShape } from './corrections.ts';
export {
  EXCEEDANCES_BY,
  type ExceedanceRow,
  Exceedances,
  exceedancesShape,
} from './exceedances.ts';
export { seriesWindows, windowName } from './period-windows.ts';
export type { RowSpan } from './together.ts';
export { trophicRows, trophicShape } from './trophic.ts';
export { type AskedBodies, lakeRows, lakesShape, riverRows, riversShape } from './water-bodies.ts';
export type { WaterRow } from './water-columns.ts';
export { waterCompletenessRows, waterCompletenessShape } from './water-completeness.ts';
export { waterDaysShape, waterPeriodRows, waterPeriodsShape } from './water-periods.ts';
export { type SampleTableOptions, waterSampleRows, waterSamplesShape } from './water-samples.ts';
export { WIND_SECTORS, windReader } from './wind.ts';
