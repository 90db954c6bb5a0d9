import {
  invalidOf,
  type LatestReading,
  type ParameterCode,
  type QualityFlags,
  type StoredObservation,
} from '@lanbi/model';
import { formatInstant, type Instant, instant } from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import * as z from 'zod';
import { OUT_OF_SERVICE } from '../out-of-service.ts';

export const observationAnswer = z
  .object({
    ts: z.string().describe('end of the sampling period'),
    from: z.string(),
    to: z.string(),
    period: z.number().describe('seconds covered; 0 for an instant sample'),
    parameter: z.string(),
    value: z.number().describe('as sent, in `unit`'),
    unit: z.string(),
    flag: z
      .string()
      .describe('`N` is normal; `L` is below the detection limit: half of the limit enters calculations'),
    validity: z.object({ kind: z.enum(['valid', 'invalid']), reason: z.string().optional() }),
    revision: z.number(),
    suspect: z.array(z.string()).optional().describe('rules of data quality that found the value suspect'),
    outOfService: z
      .enum(OUT_OF_SERVICE)
      .optional()
      .describe('the station is not in service on the day by the registry: the value counts to no place'),
  })
  .meta({ id: 'Observation' });

/** Of a table of readings, whether or not any of them has all of it. */
export const OBSERVATION_COLUMNS: readonly string[] = [
  'ts',
  'from',
  'to',
  'period',
  'parameter',
  'value',
  'unit',
  'flag',
  'validity.kind',
  'validity.reason',
  'revision',
  'suspect',
  'outOfService',
];

export const latestAnswer = observationAnswer
  .extend({ ageSeconds: z.number() })
  .meta({ id: 'LatestObservation' });

type Answer = z.infer<typeof observationAnswer>;

export function readingOf(
  reading: Omit<LatestReading, 'to' | 'period'>,
  to: Instant,
  period: number,
  flags: QualityFlags = {},
): Answer {
  const suspect = flags[reading.parameter];
  const { parameter, value, flag, revision } = reading;
  const invalid = invalidOf(reading);
  return {
    ts: formatInstant(to),
    from: formatInstant(instant(to - period * 1000)),
    to: formatInstant(to),
    period,
    parameter,
    value,
    unit: PARAMETERS[parameter].unit,
    flag,
    validity: invalid ? { kind: 'invalid', reason: invalid } : { kind: 'valid' },
    revision,
    ...(suspect && { suspect: [...suspect] }),
  };
}

export const readingAnswersOf = (
  { to, period, readings }: StoredObservation,
  parameter: ParameterCode,
  flags?: QualityFlags,
): Answer[] =>
  readings
    .filter((reading) => reading.parameter === parameter)
    .map((reading) => readingOf(reading, to, period, flags));

export const latestAnswerOf = (
  reading: LatestReading,
  now: Instant,
  flags?: QualityFlags,
): z.infer<typeof latestAnswer> => ({
  ...readingOf(reading, reading.to, reading.period, flags),
  ageSeconds: Math.max(0, Math.round((now - reading.to) / 1000)),
});
