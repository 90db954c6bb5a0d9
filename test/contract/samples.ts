import {
  type Cause,
  type DeadLetter,
  logPosition,
  type Observation,
  type ParameterCode,
  type Reading,
  type Result,
  regionId,
  stationId,
} from '@lanbi/model';
import { HOUR, instant, seconds } from '@lanbi/standards';

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

export const result = (subject: string, at: number, aqi: number): Result => ({
  kind: 'aqi.hour',
  subject,
  from: hour(at - 1),
  to: hour(at),
  body: { aqi },
});

export const cause = (change: Cause['change'], position: number): Cause => ({
  change,
  station: stationId('A1'),
  to: hour(1),
  period: seconds(3600),
  position: logPosition(position),
});
