import { type AirDayBody, type AirHourBody, aqiKindOf, indexValidity } from '@lanbi/evaluation';
import type { AirDayKind, AirHourKind, Name, PollutantCoverage, Span, StoredResult } from '@lanbi/model';
import { type AnswerState, isOpen } from '@lanbi/query';
import {
  type AirPollutant,
  type Aqi,
  dateAt,
  eachPollutant,
  formatInstant,
  gb3095InForce,
  hj663InForce,
  roundResult,
  type Step,
  type Validity,
} from '@lanbi/standards';
import * as z from 'zod';
import { coverage as counted, covered, validity, validityAnswerOf } from './coverage.ts';
import { dataState, dataStateOf } from './data-state.ts';
import { evaluation, evaluationOf } from './evaluation.ts';
import { figures, orReason } from './maybe.ts';
import { name } from './name.ts';
import { ofPollutants, pollutantReasons, pollutantValues } from './pollutants.ts';
import { standards, standardsOf } from './standards.ts';
import { derivation, derivationOf } from './step.ts';

export const category = z
  .object({
    level: z.number(),
    zh: z.string(),
    en: z.string(),
    rgb: z.tuple([z.number(), z.number(), z.number()]),
    upTo: z.number().describe('largest index of the category'),
  })
  .meta({ id: 'AqiCategory' });

type Category = NonNullable<Aqi['category']>;

export const categoryAnswerOf = ({
  rgb: [red, green, blue],
  ...rest
}: Category): z.infer<typeof category> => ({
  ...rest,
  rgb: [red, green, blue],
});

/** The part that a stored hour or day and a calculated one share. */
export const aqiFigure = z.object({
  aqi: z.number().nullable(),
  reason: z.string().optional().describe('why there is no index'),
  level: z.number().nullable(),
  category: category.nullable(),
  primary: z.array(z.string()),
  subIndices: pollutantValues,
  missing: pollutantReasons.describe('why a sub-index is null'),
  edition: z.string(),
  method: z.string(),
  derivation,
});

export const computed = z.object({
  from: z.string(),
  to: z.string(),
  validity,
  provisional: z
    .boolean()
    .describe(
      'true while the time runs, late data are expected (LANBI_PROVISIONAL_HOURS; not of audited data), or not all that is stored is evaluated',
    ),
  dataState,
  evaluation,
  revision: z.number(),
  computedAt: z.string(),
});

const mean = z.number().nullable().optional();

export const airIndexAnswer = aqiFigure
  .extend({
    station: z.string().optional(),
    region: z.string().optional(),
    name,
    interval: z.enum(['hour', 'day']),
    concentrations: pollutantValues,
    further: z
      .object({ so2_24h: mean, o3_8h: mean, pm10_24h: mean, pm2_5_24h: mean, o3_1h: mean })
      .optional()
      .describe(
        'of a day the ozone maximum 1 h; of an hour the running means that end with it, where the index takes them or they are asked for (`method`, `explain`, `fields`)',
      ),
    coverage: ofPollutants(counted)
      .optional()
      .describe('hours of a station, ozone: 8 h means; points of a region'),
    standards,
    ...computed.shape,
  })
  .meta({ id: 'AirIndex' });

/** Of a category a table has the name alone: the level has a column of its own. */
export const CATEGORY_EXTRAS: readonly string[] = ['category.level', 'category.rgb', 'category.upTo'];

export function aqiOf(aqi: Aqi, steps?: readonly Step[]): z.infer<typeof aqiFigure> {
  const { value, reason } = orReason(aqi.aqi);
  const { values, missing } = figures(aqi.subIndices);
  return {
    aqi: value,
    ...(reason && { reason }),
    level: aqi.category?.level ?? null,
    category: aqi.category ? categoryAnswerOf(aqi.category) : null,
    primary: [...aqi.primary],
    subIndices: values,
    missing,
    edition: aqi.edition,
    method: aqi.method,
    ...derivationOf(steps),
  };
}

/** @param checked the time whose data the figure is made of, where it is another one */
export function envelopeOf(
  result: Pick<StoredResult, 'from' | 'to' | 'revision' | 'computedAt'> & { readonly validity: Validity },
  state: AnswerState,
  checked: Span = result,
): z.infer<typeof computed> {
  return {
    from: formatInstant(result.from),
    to: formatInstant(result.to),
    validity: validityAnswerOf(result.validity),
    provisional: isOpen(result, state, checked),
    ...dataStateOf(state.data.of(checked)),
    evaluation: evaluationOf(state.evaluation),
    revision: result.revision,
    computedAt: formatInstant(result.computedAt),
  };
}

export const coveredEach = (all: PollutantCoverage): Record<AirPollutant, z.infer<typeof counted>> =>
  eachPollutant((pollutant) => covered(all[pollutant]));

/** Whose rules of validity the concentrations were made under. */
export function rulesOf({
  kind,
  from,
}: Pick<StoredResult<AirHourKind | AirDayKind>, 'kind' | 'from'>): string[] {
  const date = dateAt(from);
  const means = gb3095InForce(date).id;
  return aqiKindOf(kind).span === 'day' ? [means, hj663InForce(date).id] : [means];
}

/** An hour or a day of a station or region under some edition and method. */
export interface AirIndexFigure {
  readonly result: StoredResult<AirHourKind | AirDayKind>;
  readonly body: AirHourBody | AirDayBody;
  readonly named: Name;
  readonly state: AnswerState;
  readonly steps?: readonly Step[] | undefined;
}

/** How the values of an answer are written. */
export interface AirIndexForm {
  /** Concentrations with the digits of HJ 663, or all of them. */
  readonly rounded: boolean;
  /** With the running means of an hour, and the largest hour of ozone of a day. */
  readonly further: boolean;
}

const WHOLE: AirIndexForm = { rounded: false, further: true };

/** The concentrations as they are stored, or with the digits that a result has by HJ 663. */
export function concentrationsOf(
  { result: { from }, body: { concentrations } }: AirIndexFigure,
  rounded: boolean,
): Partial<Record<AirPollutant, number | null>> {
  if (!rounded) return figures(concentrations).values;
  const hj663 = hj663InForce(dateAt(from));
  return figures(eachPollutant((each) => roundResult(each, concentrations[each], hj663))).values;
}

/** Whose hour or day it is. */
export const subjectOf = ({
  kind,
  subject,
}: Pick<StoredResult<AirHourKind | AirDayKind>, 'kind' | 'subject'>) =>
  aqiKindOf(kind).subject === 'region' ? { region: subject } : { station: subject };

/** An hour or day with everything that there is to say of it. */
export function airIndexOf(
  figure: AirIndexFigure,
  { rounded, further }: AirIndexForm = WHOLE,
): z.infer<typeof airIndexAnswer> {
  const { result, body, named, state, steps } = figure;
  return {
    ...subjectOf(result),
    name: { ...named },
    interval: aqiKindOf(result.kind).span,
    ...envelopeOf({ ...result, validity: indexValidity(result, body) }, state),
    ...aqiOf(body.aqi, steps),
    concentrations: concentrationsOf(figure, rounded),
    ...(further && body.further && { further: figures(body.further).values }),
    ...(body.coverage && { coverage: coveredEach(body.coverage) }),
    standards: standardsOf(body.aqi.edition, ...rulesOf(result)),
  };
}
