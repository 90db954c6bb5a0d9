import type { AirPeriodBody } from '@lanbi/evaluation';
import type { Name } from '@lanbi/model';
import { AIR_POLLUTANTS, type CompositeIndex, formatInstant, type Maybe, type Step } from '@lanbi/standards';
import * as z from 'zod';
import type { PeriodFigure } from '../figures/air-period.ts';
import type { Change } from '../figures/change.ts';
import { keyed } from '../http/columns.ts';
import { computed, envelopeOf } from './air.ts';
import { figures, orReason } from './maybe.ts';
import { name } from './name.ts';
import { standards, standardsOf } from './standards.ts';

const numbers = (text = '') =>
  keyed(z.record(z.string(), z.number().nullable()).describe(text), AIR_POLLUTANTS);
const counts = (text = '') => keyed(z.record(z.string(), z.number()).describe(text), AIR_POLLUTANTS);

const index = z.object({
  index: z.number().nullable(),
  reason: z.string().optional().describe('why there is no index'),
  edition: z.string(),
  stage: z.string().optional(),
});

const compared = z.object({
  from: z.string(),
  to: z.string(),
  own: index.extend({ change: z.number().nullable() }).describe('each period under its own edition'),
  sameEdition: index
    .extend({ change: z.number().nullable() })
    .describe('the earlier period under the edition and stage of this one'),
});

export const compositeAnswer = index
  .extend({
    station: z.string().optional(),
    region: z.string().optional(),
    name,
    period: z.string(),
    terms: numbers('of each pollutant'),
    missing: keyed(z.record(z.string(), z.string()).describe('why a term is null'), AIR_POLLUTANTS),
    max: z.number().nullable(),
    primary: z.array(z.string()),
    concentrations: numbers('means; CO 95th and ozone 90th percentile'),
    percentiles: numbers('of the day means, a calendar year only'),
    days: counts('valid days of each pollutant'),
    goodDays: z.object({ good: z.number(), valid: z.number(), ratio: z.number().nullable() }),
    primaryDays: counts('days on which each was primary'),
    attainment: z.object({
      attains: z.boolean().nullable(),
      pollutants: keyed(z.record(z.string(), z.boolean().nullable()), AIR_POLLUTANTS),
    }),
    editions: z.object({ gb3095: z.string(), hj663: z.string(), changedWithin: z.boolean() }),
    standards,
    method: z.string(),
    rounding: z.string(),
    weights: z.string(),
    change: z.object({ periodBefore: compared, yearEarlier: compared }),
    derivation: z.array(z.looseObject({})).optional(),
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

const comparedOf = ({ window, own, same, ownChange, sameChange }: Change): z.infer<typeof compared> => ({
  from: formatInstant(window.from),
  to: formatInstant(window.to),
  own: { ...indexOf(own), change: orReason(ownChange).value },
  sameEdition: { ...indexOf(same), change: orReason(sameChange).value },
});

const statisticsOf = ({ attainment, goodDays, primaryDays, days, percentiles }: AirPeriodBody) => ({
  percentiles: figures(percentiles).values,
  days: { ...days },
  goodDays: { good: goodDays.good, valid: goodDays.valid, ratio: orReason(goodDays.ratio).value },
  primaryDays: { ...primaryDays },
  attainment: {
    attains: known(attainment.attains),
    pollutants: Object.fromEntries(
      Object.entries(attainment.pollutants).map(([pollutant, attains]) => [pollutant, known(attains)]),
    ),
  },
});

export function compositeOf(
  figure: PeriodFigure,
  named: Name,
  change: { readonly periodBefore: Change; readonly yearEarlier: Change },
  steps?: readonly Step[],
): z.infer<typeof compositeAnswer> {
  const { subject, period, body } = figure;
  const { composite, concentrations, hj663, editionChangedWithin } = body;
  const terms = figures(composite.terms);
  return {
    [subject.region ? 'region' : 'station']: subject.id,
    name: { ...named },
    period,
    ...indexOf(composite),
    terms: terms.values,
    missing: terms.missing,
    max: orReason(composite.max).value,
    primary: [...composite.primary],
    concentrations: figures(concentrations).values,
    ...statisticsOf(body),
    standards: standardsOf(composite.edition, hj663),
    editions: { gb3095: composite.edition, hj663, changedWithin: editionChangedWithin },
    method: composite.method,
    rounding: composite.rounding,
    weights: composite.weights,
    change: {
      periodBefore: comparedOf(change.periodBefore),
      yearEarlier: comparedOf(change.yearEarlier),
    },
    ...(steps && { derivation: steps.map((each) => ({ ...each })) }),
    ...envelopeOf(figure),
  } as z.infer<typeof compositeAnswer>;
}
