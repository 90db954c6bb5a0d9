import type { AirPeriodBody } from '@lanbi/evaluation';
import type { Name } from '@lanbi/model';
import {
  type AnswerState,
  type Change,
  type Changes,
  COMPARISONS,
  type ComparedUnder,
  comparedUnder,
  type PeriodFigure,
} from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type CompositeIndex,
  formatInstant,
  type GoodDays,
  type Maybe,
  type Step,
} from '@lanbi/standards';
import * as z from 'zod';
import { computed, envelopeOf } from './air.ts';
import { briefValidity, briefValidityOf } from './coverage.ts';
import { dustAnswer, dustOf } from './dust.ts';
import { figures, orReason } from './maybe.ts';
import { name } from './name.ts';
import { ofPollutants, pollutantCounts, pollutantReasons, pollutantValues } from './pollutants.ts';
import { standards, standardsOf } from './standards.ts';
import { derivation, derivationOf } from './step.ts';

const numbers = (text: string) => pollutantValues.describe(text);
const counts = (text: string) => pollutantCounts.describe(text);

const index = z.object({
  index: z.number().nullable(),
  reason: z.string().optional().describe('why there is no index'),
  edition: z.string(),
  stage: z.string().optional(),
});

const editions = z
  .object({ gb3095: z.string(), hj633: z.string(), hj663: z.string(), changedWithin: z.boolean() })
  .describe('one set for every figure: index and attainment, days and primary pollutants, statistics');

const counted = z.object({ good: z.number(), valid: z.number(), ratio: z.number().nullable() });

export const goodDays = counted.extend({
  withoutDust: counted
    .optional()
    .describe('of the days that no pollutant is left out of; absent where all are'),
});

const earlier = index.extend({
  change: z.number().nullable().describe('per cent'),
  goodDays,
  primaryDays: counts('days on which each was primary'),
  dust: dustAnswer,
  editions,
  validity: briefValidity.describe('the rules that are not met stand in the answer of that period'),
});

const compared = z.object({
  from: z.string(),
  to: z.string(),
  own: earlier.describe('every figure of the earlier period under the editions in force at its end'),
  sameEdition: earlier.describe(
    'every figure of the earlier period under the editions and stage of this one',
  ),
  used: earlier.describe('the one of the two that `compare` asks for'),
  sufficient: z.boolean().describe('whether both periods have enough days'),
});

export const compositeAnswer = index
  .extend({
    station: z.string().optional(),
    region: z.string().optional(),
    name,
    period: z.string(),
    terms: numbers('of each pollutant'),
    missing: pollutantReasons.describe('why a term is null'),
    max: z.number().nullable(),
    primary: z.array(z.string()),
    concentrations: numbers('means; CO 95th and ozone 90th percentile'),
    percentiles: numbers('of the day means, a calendar year only'),
    days: counts('valid days of each pollutant'),
    goodDays,
    primaryDays: counts('days on which each was primary'),
    attainment: z.object({
      attains: z.boolean().nullable(),
      pollutants: ofPollutants(z.boolean().nullable()),
    }),
    dust: dustAnswer,
    editions,
    standards,
    method: z.string(),
    rounding: z.string(),
    weights: z.string(),
    change: z.object({
      compare: z.enum(COMPARISONS).describe('what `used` is: by default both sides under the later editions'),
      periodBefore: compared,
      yearEarlier: compared,
    }),
    derivation,
    ...computed.shape,
  })
  .meta({ id: 'CompositeIndex' });

/** Booleans of an answer: null where it is not known. */
const known = (value: Maybe<boolean>): boolean | null => (typeof value === 'boolean' ? value : null);

function indexOf(composite: CompositeIndex): z.infer<typeof index> {
  const { value, reason } = orReason(composite.index);
  const { edition, stage } = composite;
  return { index: value, ...(reason && { reason }), edition, ...(stage && { stage }) };
}

const editionsOf = (body: AirPeriodBody): z.infer<typeof editions> => ({
  gb3095: body.composite.edition,
  hj633: body.hj633 ?? '',
  hj663: body.hj663,
  changedWithin: body.editionChangedWithin,
});

const countedOf = ({ good, valid, ratio }: GoodDays): z.infer<typeof counted> => ({
  good,
  valid,
  ratio: orReason(ratio).value,
});

export const goodDaysAnswerOf = ({
  goodDays: found,
  goodDaysWithoutDust: without,
}: AirPeriodBody): z.infer<typeof goodDays> => ({
  ...countedOf(found),
  ...(without && { withoutDust: countedOf(without) }),
});

const earlierOf = (
  { body, validity: found }: PeriodFigure,
  change: Maybe<number>,
): z.infer<typeof earlier> => ({
  ...indexOf(body.composite),
  change: orReason(change).value,
  goodDays: goodDaysAnswerOf(body),
  primaryDays: { ...body.primaryDays },
  ...dustOf(body),
  editions: editionsOf(body),
  validity: briefValidityOf(found),
});

function comparedOf(change: Change, now: PeriodFigure, compare: ComparedUnder): z.infer<typeof compared> {
  const { window, own, same, ownChange, sameChange } = change;
  const used = comparedUnder(change, compare);
  return {
    from: formatInstant(window.from),
    to: formatInstant(window.to),
    own: earlierOf(own, ownChange),
    sameEdition: earlierOf(same, sameChange),
    used: earlierOf(used.figure, used.change),
    sufficient: now.validity.kind === 'valid' && used.figure.validity.kind === 'valid',
  };
}

const countsOf = (body: AirPeriodBody) => ({
  days: { ...body.days },
  goodDays: goodDaysAnswerOf(body),
  primaryDays: { ...body.primaryDays },
});

function attainedEach(all: AirPeriodBody['attainment']['pollutants']) {
  const found: Partial<Record<AirPollutant, boolean | null>> = {};
  for (const each of AIR_POLLUTANTS) {
    const attains = all[each];
    if (attains !== undefined) found[each] = known(attains);
  }
  return found;
}

const statisticsOf = (body: AirPeriodBody) => ({
  ...countsOf(body),
  percentiles: figures(body.percentiles).values,
  attainment: {
    attains: known(body.attainment.attains),
    pollutants: attainedEach(body.attainment.pollutants),
  },
});

/** What a figure is compared with, and the state of the answer. */
export interface AnswerComparison {
  readonly change: Changes;
  readonly compare: ComparedUnder;
  readonly state: AnswerState;
}

export function compositeAnswerOf(
  figure: PeriodFigure,
  named: Name,
  { change, compare, state }: AnswerComparison,
  steps?: readonly Step[],
): z.infer<typeof compositeAnswer> {
  const { subject, period, body } = figure;
  const { composite, concentrations } = body;
  const editions = editionsOf(body);
  const terms = figures(composite.terms);
  return {
    ...(subject.region ? { region: subject.id } : { station: subject.id }),
    name: { ...named },
    period,
    ...indexOf(composite),
    terms: terms.values,
    missing: terms.missing,
    max: orReason(composite.max).value,
    primary: [...composite.primary],
    concentrations: figures(concentrations).values,
    ...statisticsOf(body),
    ...dustOf(body),
    standards: standardsOf(editions.gb3095, editions.hj633, editions.hj663),
    editions,
    method: composite.method,
    rounding: composite.rounding,
    weights: composite.weights,
    change: {
      compare,
      periodBefore: comparedOf(change.periodBefore, figure, compare),
      yearEarlier: comparedOf(change.yearEarlier, figure, compare),
    },
    ...derivationOf(steps),
    ...envelopeOf(figure, state),
  };
}
