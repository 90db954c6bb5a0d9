/** Typed from the standards, not from the code. */

/** GB 3095 table 4. */
export const GOLDEN_VALIDITY = {
  hour: { of: ['so2', 'no2', 'co', 'o3', 'nox'], minutes: 45 },
  eightHours: { of: ['o3'], hours: 6 },
  day: { of: ['so2', 'no2', 'co', 'pm10', 'pm2_5', 'nox'], hours: 20 },
  year: { of: ['so2', 'no2', 'pm10', 'pm2_5', 'nox'], days: 324, daysAMonth: 27, daysInFebruary: 25 },
} as const;

/** HJ 633 table 2: first and last index, level, names, colour. */
export const GOLDEN_CATEGORIES = [
  [1, 50, 1, '优', 'excellent', [0, 228, 0]],
  [51, 100, 2, '良', 'good', [255, 255, 0]],
  [101, 150, 3, '轻度污染', 'lightly polluted', [255, 126, 0]],
  [151, 200, 4, '中度污染', 'moderately polluted', [255, 0, 0]],
  [201, 300, 5, '重度污染', 'heavily polluted', [153, 0, 76]],
  [301, 500, 6, '严重污染', 'severely polluted', [126, 0, 35]],
] as const;

/** S of the composite index: SO2, NO2, PM10, PM2.5 annual grade 2, CO day, O3 daily maximum 8 h. */
export const GOLDEN_DIVISORS = {
  'GB 3095-2012': { so2: 60, no2: 40, pm10: 70, pm2_5: 35, co: 4, o3: 160 },
  'GB 3095-2026/transition': { so2: 60, no2: 40, pm10: 60, pm2_5: 30, co: 4, o3: 160 },
  'GB 3095-2026/final': { so2: 20, no2: 30, pm10: 50, pm2_5: 25, co: 4, o3: 160 },
} as const;

/** Printed vectors: column, concentration, sub-index of 2012 and of 2026 (null: none). */
export const GOLDEN_SUB_INDICES = [
  ['pm2_5.day', 36, 52, 52],
  ['pm2_5.day', 60, 82, 100],
  ['pm2_5.day', 75, 100, 114],
  ['pm2_5.day', 151, 201, 201],
  ['pm2_5.day', 501, 500, 500],
  ['pm10.day', 120, 85, 100],
  ['pm10.day', 150, 100, 112],
  ['so2.day', 150, 100, 100],
  ['so2.day', 151, 101, 101],
  ['so2.1h', 801, null, 200],
  ['no2.day', 41, 52, 52],
  ['no2.1h', 350, 115, 115],
  ['co.day', 2.1, 53, 53],
  ['co.day', 2.2, 55, 55],
  ['co.1h', 65.4, 218, 218],
  ['o3.8h', 161, 101, 101],
  ['o3.8h', 266, 201, 201],
  ['o3.8h', 801, null, 300],
] as const;

/** HJ 633: what stands above the last breakpoint of a column that ends early; the others stay at 500. */
export const GOLDEN_ABOVE = {
  2012: { 'so2.1h': null, 'o3.8h': null },
  2026: { 'so2.1h': 200, 'o3.8h': 300 },
} as const;

/** HJ 663: the items of a year; the first of each pollutant also of shorter periods. Limit they are held against. */
export const GOLDEN_STATISTICS = [
  ['so2', 'mean', null, 'every', 'year'],
  ['so2', 'percentile', 98, 'year', 'day'],
  ['no2', 'mean', null, 'every', 'year'],
  ['no2', 'percentile', 98, 'year', 'day'],
  ['co', 'percentile', 95, 'every', 'day'],
  ['o3', 'percentile', 90, 'every', 'max8h'],
  ['pm10', 'mean', null, 'every', 'year'],
  ['pm10', 'percentile', 95, 'year', 'day'],
  ['pm2_5', 'mean', null, 'every', 'year'],
  ['pm2_5', 'percentile', 95, 'year', 'day'],
] as const;

/** HJ 663: ozone daily maximum 8 h, valid points of a city, rounding of results. */
export const GOLDEN_HJ663 = {
  ozone: { firstLabel: 8, lastLabel: 24, windows: 17, valid: 14, exceptionAbove: 160 },
  city: { percent: 75, fewerThan: 4, percentOfFew: 50 },
  digits: { co: 1, others: 0, multiple: 2, ratio: 1 },
} as const;

/** Reference states: kelvin, hectopascal. */
export const GOLDEN_STATES = [
  ['2013-01-01', 273, 1013.25, 273],
  ['2018-08-31', 273, 1013.25, 273],
  ['2018-09-01', 298.15, 1013.25, 'actual'],
  ['2026-03-01', 298.15, 1013.25, 'actual'],
  ['2031-01-01', 298.15, 1013.25, 'actual'],
] as const;
