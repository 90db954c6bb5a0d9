import type { AqiMethod } from './edition.ts';

const NO2 = {
  hour: [{ input: 'no2', column: 'no2.1h' }],
  day: [{ input: 'no2', column: 'no2.day' }],
} as const;
const CO = { hour: [{ input: 'co', column: 'co.1h' }], day: [{ input: 'co', column: 'co.day' }] } as const;
const PM10 = [{ input: 'pm10', column: 'pm10.day' }] as const;
const PM2_5 = [{ input: 'pm2_5', column: 'pm2_5.day' }] as const;
const SO2_HOUR = [{ input: 'so2', column: 'so2.1h' }] as const;
const SO2_DAY = [{ input: 'so2', column: 'so2.day' }] as const;
const O3_HOUR = [{ input: 'o3', column: 'o3.1h' }] as const;
const O3_8H = [{ input: 'o3', column: 'o3.8h' }] as const;

/** Above 800 the day mean of SO2 takes over, where there is one. @source HJ 633-2012, SO2 1 h above 800 [P] */
const SO2_HOUR_OR_DAY = [
  { input: 'so2', column: 'so2.1h' },
  { input: 'so2_24h', column: 'so2.day', when: 'beyond-scale' },
] as const;

/** Six one-hour means, PM through the day breakpoints; SO2 above 800 by the day mean. */
export const LIVE_ROWS: AqiMethod['rows'] = {
  so2: SO2_HOUR_OR_DAY,
  no2: NO2.hour,
  co: CO.hour,
  o3: O3_HOUR,
  pm10: PM10,
  pm2_5: PM2_5,
};

/** Four one-hour means, ozone 1 h and sliding 8 h, PM sliding 24 h. */
export const TEXT_ROWS: AqiMethod['rows'] = {
  ...LIVE_ROWS,
  o3: [
    { input: 'o3', column: 'o3.1h' },
    { input: 'o3_8h', column: 'o3.8h' },
  ],
  pm10: [{ input: 'pm10_24h', column: 'pm10.day' }],
  pm2_5: [{ input: 'pm2_5_24h', column: 'pm2_5.day' }],
};

/** Six one-hour means and nothing else. */
export const HOURLY_ROWS: AqiMethod['rows'] = { ...LIVE_ROWS, so2: SO2_HOUR };

/** Five day means and the ozone daily maximum 8 h. */
export const DAILY_ROWS: AqiMethod['rows'] = {
  so2: SO2_DAY,
  no2: NO2.day,
  co: CO.day,
  o3: O3_8H,
  pm10: PM10,
  pm2_5: PM2_5,
};

/** As DAILY_ROWS; above 800 the ozone daily maximum 1 h takes over, where there is one. */
export const DAILY_ROWS_2012: AqiMethod['rows'] = {
  ...DAILY_ROWS,
  o3: [
    { input: 'o3', column: 'o3.8h' },
    { input: 'o3_1h', column: 'o3.1h', when: 'beyond-scale' },
  ],
};

/** As DAILY_ROWS, with the ozone daily maximum 1 h beside. */
export const DAILY_ROWS_WITH_O3_1H: AqiMethod['rows'] = {
  ...DAILY_ROWS,
  o3: [
    { input: 'o3', column: 'o3.8h' },
    { input: 'o3_1h', column: 'o3.1h' },
  ],
};
