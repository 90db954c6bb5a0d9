import {
  type AirDayRecord,
  type AirHourRecord,
  type Cause,
  type DeadLetter,
  type Observation,
  offsetAt,
  type ParameterCode,
  type Reading,
  type Result,
  regionId,
  stationId,
  type WaterDayRecord,
  type WaterSampleRecord,
} from '@lanbi/model';
import {
  civilDate,
  DAY,
  eachPollutant,
  HOUR,
  type Instant,
  instant,
  missing,
  seconds,
  startOfDate,
} from '@lanbi/standards';

/** 2026-04-01T00:00:00Z; samples count in hours from here. */
const EPOCH = Date.UTC(2026, 3, 1);

export const hour = (n: number) => instant(EPOCH + n * HOUR);

export const reading = (parameter: ParameterCode, value: number, more: Partial<Reading> = {}): Reading => ({
  parameter,
  value,
  flag: 'N',
  ...more,
});

interface Sample {
  readonly station?: string;
  readonly region?: string;
  /** The hour of `to`. */
  readonly at?: number;
  readonly period?: number;
  readonly receivedAt?: number;
  readonly readings?: readonly Reading[];
}

export const observation = ({
  station = 'A1',
  region = 'r1',
  at = 1,
  period = 3600,
  receivedAt = at,
  readings = [reading('pm2_5', 35)],
}: Sample = {}): Observation => ({
  station: stationId(station),
  medium: 'air',
  region: regionId(region),
  to: hour(at),
  period: seconds(period),
  receivedAt: hour(receivedAt),
  readings,
});

export const deadLetter = (n: number, more: Partial<DeadLetter> = {}): DeadLetter => ({
  at: hour(n),
  topic: `env/v1/air/A${n}/observations`,
  payload: new Uint8Array([0, n, 255]),
  scope: 'message',
  refusals: [{ reason: 'not-json', message: `message ${n} is not JSON` }],
  ...more,
});

const none = missing('no-data');

/** The record of an hour of which only PM2.5 is known. */
export const hourRecord = (pm2_5: number): AirHourRecord => ({
  concentrations: eachPollutant((of) => (of === 'pm2_5' ? pm2_5 : none)),
});

export const result = (subject: string, at: number, pm2_5: number): Result<'aqi.hour'> => ({
  kind: 'aqi.hour',
  subject,
  from: hour(at - 1),
  to: hour(at),
  body: hourRecord(pm2_5),
});

/** The record of a day of which only PM2.5 is known. */
export const dayRecord = (pm2_5: number): AirDayRecord => ({
  concentrations: eachPollutant((of) => (of === 'pm2_5' ? pm2_5 : none)),
  further: { o3_1h: none },
  coverage: eachPollutant((of) => ({ expected: 24, observed: of === 'pm2_5' ? 24 : 0 })),
  running: false,
});

const FIRST_DAY = startOfDate(civilDate('2026-04-01'));

/** The day that begins so many days after 2026-04-01. */
export const dayResult = (subject: string, at: number, pm2_5: number): Result<'aqi.day'> => ({
  kind: 'aqi.day',
  subject,
  from: instant(FIRST_DAY + at * DAY),
  to: instant(FIRST_DAY + (at + 1) * DAY),
  body: dayRecord(pm2_5),
});

/** The record of a sample of which pH and phosphorus are known. */
export const sampleRecord = (tp: number): WaterSampleRecord => ({
  values: { ph: 7.85, tp },
  stations: [stationId('W1'), stationId('W2')],
  instant: false,
});

/** A sample at an instant. */
export const sampleResult = (subject: string, at: Instant, tp: number): Result<'class.sample'> => ({
  kind: 'class.sample',
  subject,
  from: at,
  to: at,
  body: sampleRecord(tp),
});

/** The record of a day of a section with the hydrogen ions of 24 rows of pH 7, which are no safe integer. */
export const waterDayRecord = (hundredths: number): WaterDayRecord => ({
  sums: {
    ph: { unscaled: 24n * 10n ** 19n, scale: 0, count: 24 },
    tp: { unscaled: hundredths, scale: 2, count: 6 },
  },
  samples: 24,
  covered: 6,
});

/** The day of a section that begins so many days after 2026-04-01. */
export const waterDayResult = (subject: string, at: number, hundredths: number): Result<'class.day'> => ({
  ...dayResult(subject, at, 0),
  kind: 'class.day',
  body: waterDayRecord(hundredths),
});

export const cause = (change: Cause['change'], position: number): Cause => ({
  change,
  station: stationId('A1'),
  to: hour(1),
  period: seconds(3600),
  position: offsetAt(position),
});

/** A record of each kind. */
export const recordsOfEveryKind = (): readonly Result[] => [
  result('A', 1, 50.25),
  { ...result('R', 1, 50.25), kind: 'region.aqi.hour' },
  dayResult('A', 1, 12.5),
  { ...dayResult('R', 1, 12.5), kind: 'region.aqi.day' },
  sampleResult('S', hour(1), 0.05),
  waterDayResult('S', 1, 7),
];
