import type { ObservedInterval, ObservedMean, Window } from '@lanbi/evaluation';
import type { ParameterCode, Station } from '@lanbi/model';
import { type AnswerState, isOpen } from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  dateAt,
  formatInstant,
  hj663InForce,
  type Instant,
  isMissing,
  type Maybe,
  MEASURANDS,
  roundResult,
  roundValue,
  type Step,
} from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import * as z from 'zod';
import { computed } from './air.ts';
import { coverage, covered, validityAnswerOf } from './coverage.ts';
import { dataStateOf } from './data-state.ts';
import { evaluationOf } from './evaluation.ts';
import { orReason } from './maybe.ts';
import { defaults, seriesCommon } from './series.ts';
import { standards, standardsOf } from './standards.ts';
import { derivation, derivationOf } from './step.ts';

export const observedAnswer = z
  .object({
    ts: z.string().describe('end of the hour or day'),
    interval: z.enum(['hour', 'day']),
    parameter: z.string(),
    value: z.number().nullable(),
    reason: z.string().optional().describe('why there is no value'),
    unit: z.string(),
    statistic: z
      .enum(['mean', 'max8h', 'direction', 'ions'])
      .describe(
        '`max8h`: a day of ozone is its largest 8 h mean; `direction`: of the unit vectors; `ions`: pH of the mean of the hydrogen ions',
      ),
    coverage,
    edition: z
      .string()
      .nullable()
      .describe('the edition whose rule of validity was used; null where no standard has one'),
    stage: z.string().optional(),
    standards,
    ...computed.shape,
    derivation,
  })
  .meta({ id: 'ObservedMean' });

/** Of a table of means without their derivations, whether or not any of them has all of it. */
export const OBSERVED_COLUMNS: readonly string[] = [
  'ts',
  'from',
  'to',
  'interval',
  'parameter',
  'value',
  'reason',
  'unit',
  'statistic',
  'coverage.expected',
  'coverage.observed',
  'coverage.percent',
  'edition',
  'stage',
  // The edition of GB 3095, and of an ozone day that of HJ 663.
  'standards.0.edition',
  'standards.0.stage',
  'standards.1.edition',
  'standards.1.stage',
  'validity.kind',
  'validity.reason',
  'validity.expected',
  'validity.observed',
  'validity.percent',
  'validity.why.zh',
  'validity.why.en',
  'provisional',
  'dataState',
  'evaluation.complete',
  'evaluation.behind',
  'evaluation.since',
  'revision',
  'computedAt',
];

/** A mean over a window, and how new it is. */
export interface ObservedFigure {
  readonly window: Window;
  readonly interval: ObservedInterval;
  readonly parameter: ParameterCode;
  readonly mean: ObservedMean;
  readonly revision: number;
  readonly computedAt: Instant;
  readonly state: AnswerState;
  readonly steps?: readonly Step[] | undefined;
}

const pollutantOf = (parameter: ParameterCode) => AIR_POLLUTANTS.find((each) => each === parameter);
const isMeasurand = (parameter: string): parameter is keyof typeof MEASURANDS => parameter in MEASURANDS;

/** A mean with the digits that its standard gives; where no standard gives any, as it is. */
function rounded({ parameter, mean: { value }, window }: ObservedFigure): Maybe<number> {
  if (isMissing(value)) return value;
  const pollutant = pollutantOf(parameter);
  if (pollutant) return roundResult(pollutant, value, hj663InForce(dateAt(window.from)));
  return isMeasurand(parameter) ? roundValue(parameter, value, 'hour') : value;
}

/** The editions that a mean was made under. */
function editionsOf({ mean: { edition, stage, statistic }, window }: ObservedFigure) {
  const ozone = statistic === 'max8h' ? [hj663InForce(dateAt(window.from)).id] : [];
  return {
    statistic,
    edition: edition ?? null,
    ...(stage && { stage }),
    standards: standardsOf(...(edition ? [edition] : []), ...ozone),
  };
}

/** A mean with everything that there is to say of it. @param exact with all digits */
export function observedAnswerOf(figure: ObservedFigure, exact: boolean): z.infer<typeof observedAnswer> {
  const { window, interval, parameter, mean, revision, computedAt, state, steps } = figure;
  const { value, reason } = orReason(exact ? mean.value : rounded(figure));
  return {
    ts: formatInstant(window.to),
    from: formatInstant(window.from),
    to: formatInstant(window.to),
    interval,
    parameter,
    value,
    ...(reason && { reason }),
    unit: PARAMETERS[parameter].unit,
    ...editionsOf(figure),
    coverage: covered(mean.coverage),
    validity: validityAnswerOf(mean.validity),
    provisional: isOpen(window, state),
    ...dataStateOf(state.data.of(window)),
    evaluation: evaluationOf(state.evaluation),
    revision,
    computedAt: formatInstant(computedAt),
    ...derivationOf(steps),
  };
}

/** A row of a series of means; without `fields` and `explain` only what varies from row to row. */
export const observedRow = observedAnswer
  .partial()
  .meta({ id: 'ObservedMeanRow' })
  .describe(
    '`ts`, `value`, `coverage`, `computedAt`; of a day `from`; `reason` where there is no value; what differs from `meta`. All members with `explain=true`, those that `fields` names where it is given',
  );

/** What holds for all rows of a series of means. */
export const observedCommon = z.object({
  station: z.string(),
  ...seriesCommon.shape,
  ...observedAnswer.pick({ parameter: true, unit: true, statistic: true, edition: true, stage: true }).shape,
});

/** What a series of means is about. */
export interface ObservedSeries {
  readonly station: Pick<Station, 'id' | 'name'>;
  readonly interval: ObservedInterval;
  readonly parameter: ParameterCode;
}

/** A series of means as rows of what varies. */
export function observedRows(
  { station, interval, parameter }: ObservedSeries,
  state: AnswerState,
  figures: readonly ObservedFigure[],
  exact: boolean,
) {
  const last = figures.at(-1);
  const editions = last ? editionsOf(last) : { statistic: 'mean' as const, edition: null, standards: [] };
  const used = JSON.stringify(editions);
  const common: z.infer<typeof observedCommon> = {
    station: station.id,
    name: { ...station.name },
    interval,
    parameter,
    unit: PARAMETERS[parameter].unit,
    ...editions,
    evaluation: evaluationOf(state.evaluation),
    each: defaults(),
  };
  const row = (figure: ObservedFigure): z.infer<typeof observedRow> => {
    const { window, mean, revision, computedAt } = figure;
    const { value, reason } = orReason(exact ? mean.value : rounded(figure));
    const own = editionsOf(figure);
    return {
      ts: formatInstant(window.to),
      ...(interval === 'day' && { from: formatInstant(window.from) }),
      value,
      ...(reason && { reason }),
      coverage: covered(mean.coverage),
      ...(mean.validity.kind !== 'valid' && { validity: validityAnswerOf(mean.validity) }),
      ...(isOpen(window, figure.state) && { provisional: true }),
      ...dataStateOf(figure.state.data.of(window)),
      ...(revision !== 1 && { revision }),
      computedAt: formatInstant(computedAt),
      ...(JSON.stringify(own) !== used && own),
    };
  };
  return { common, row };
}
