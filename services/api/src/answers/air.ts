import { type AirDayBody, type AirHourBody, indexValidity, isProvisional } from '@lanbi/evaluation';
import type { AirDayKind, AirHourKind, Coverage, Name, StoredResult } from '@lanbi/model';
import type { AnswerState } from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  type Aqi,
  dateAt,
  formatInstant,
  gb3095InForce,
  hj663InForce,
  type Instant,
  type Step,
  type Validity,
} from '@lanbi/standards';
import * as z from 'zod';
import { keyed } from '../http/columns.ts';
import { coverage as counted, covered, validity, validityOf } from './coverage.ts';
import { evaluation, evaluationOf } from './evaluation.ts';
import { figures, orReason } from './maybe.ts';
import { name } from './name.ts';
import { standards, standardsOf } from './standards.ts';

const numbers = z.record(z.string(), z.number().nullable());
const ofPollutants = <Schema extends z.ZodType>(schema: Schema): Schema => keyed(schema, AIR_POLLUTANTS);
/** Running means of hours, and of days the largest hour of ozone. */
const FURTHER = ['so2_24h', 'o3_8h', 'pm10_24h', 'pm2_5_24h', 'o3_1h'];
const step = z.looseObject({
  quantity: z.string(),
  edition: z.string(),
  clause: z.string(),
  arithmetic: z.string(),
});

/** The part that a stored hour or day and a calculated one share. */
export const aqiFigure = z.object({
  aqi: z.number().nullable(),
  reason: z.string().optional().describe('why there is no index'),
  level: z.number().nullable(),
  category: z.looseObject({ zh: z.string(), en: z.string() }).nullable(),
  primary: z.array(z.string()),
  subIndices: ofPollutants(z.record(z.string(), z.number().nullable())),
  missing: ofPollutants(z.record(z.string(), z.string()).describe('why a sub-index is null')),
  edition: z.string(),
  method: z.string(),
  derivation: z.array(step).optional(),
});

export const computed = z.object({
  from: z.string(),
  to: z.string(),
  validity,
  provisional: z
    .boolean()
    .describe(
      'true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS), or not all that is stored is evaluated',
    ),
  evaluation,
  revision: z.number(),
  computedAt: z.string(),
});

const coverage = ofPollutants(
  z.record(z.string(), counted).describe('hours of a station, ozone: 8 h means; points of a region'),
);

export const airIndexAnswer = aqiFigure
  .extend({
    station: z.string().optional(),
    region: z.string().optional(),
    name,
    interval: z.enum(['hour', 'day']),
    concentrations: ofPollutants(z.record(z.string(), z.number().nullable())),
    further: keyed(
      numbers.describe('running means that end with the hour; of a day the ozone maximum 1 h'),
      FURTHER,
    ),
    coverage: coverage.optional(),
    standards,
    ...computed.shape,
  })
  .meta({ id: 'AirIndex' });

export function aqiOf(aqi: Aqi, steps?: readonly Step[]): z.infer<typeof aqiFigure> {
  const { value, reason } = orReason(aqi.aqi);
  const { values, missing } = figures(aqi.subIndices);
  return {
    aqi: value,
    ...(reason && { reason }),
    level: aqi.category?.level ?? null,
    category: aqi.category ? { ...aqi.category } : null,
    primary: [...aqi.primary],
    subIndices: values,
    missing,
    edition: aqi.edition,
    method: aqi.method,
    ...(steps && { derivation: steps.map((each) => ({ ...each })) }),
  } as z.infer<typeof aqiFigure>;
}

/** Whether the figures that end then may still change. */
export const isOpen = (
  to: Instant,
  { now, provisionalHours, evaluation: { complete } }: AnswerState,
): boolean => !complete || isProvisional(to, now, provisionalHours);

export function envelopeOf(
  result: Pick<StoredResult, 'from' | 'to' | 'revision' | 'computedAt'> & { readonly validity: Validity },
  state: AnswerState,
): z.infer<typeof computed> {
  return {
    from: formatInstant(result.from),
    to: formatInstant(result.to),
    validity: validityOf(result.validity),
    provisional: isOpen(result.to, state),
    evaluation: evaluationOf(state.evaluation),
    revision: result.revision,
    computedAt: formatInstant(result.computedAt),
  };
}

export const coveredEach = (all: Coverage) =>
  Object.fromEntries(Object.entries(all).map(([pollutant, counts]) => [pollutant, covered(counts)]));

/** Whose rules of validity the concentrations were made under. */
export function rulesOf({ kind, from }: Pick<StoredResult, 'kind' | 'from'>): string[] {
  const date = dateAt(from);
  const means = gb3095InForce(date).id;
  return kind.endsWith('.day') ? [means, hj663InForce(date).id] : [means];
}

/** An hour or day of a station or region, as stored or evaluated anew. */
export const airIndexOf = (
  result: StoredResult<AirHourKind | AirDayKind>,
  named: Name,
  body: AirHourBody | AirDayBody,
  state: AnswerState,
  steps?: readonly Step[],
): z.infer<typeof airIndexAnswer> => ({
  [result.kind.startsWith('region.') ? 'region' : 'station']: result.subject,
  name: { ...named },
  interval: result.kind.endsWith('.day') ? 'day' : 'hour',
  ...envelopeOf({ ...result, validity: indexValidity(result, body) }, state),
  ...aqiOf(body.aqi, steps),
  concentrations: figures(body.concentrations).values,
  further: figures({ ...body.further }).values,
  ...(body.coverage && { coverage: coveredEach(body.coverage) }),
  standards: standardsOf(body.aqi.edition, ...rulesOf(result)),
});
