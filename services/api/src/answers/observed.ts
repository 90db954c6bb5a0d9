import type { ObservedInterval, ObservedMean, Window } from '@lanbi/evaluation';
import type { ParameterCode } from '@lanbi/model';
import type { AnswerState } from '@lanbi/query';
import { dateAt, formatInstant, hj663InForce, type Instant, type Step } from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import * as z from 'zod';
import { computed, isOpen } from './air.ts';
import { coverage, covered, validityOf } from './coverage.ts';
import { evaluationOf } from './evaluation.ts';
import { orReason } from './maybe.ts';
import { standards, standardsOf } from './standards.ts';

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
    derivation: z.array(z.looseObject({})).optional(),
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

export function observedOf(figure: ObservedFigure): z.infer<typeof observedAnswer> {
  const { window, interval, parameter, mean, revision, computedAt, state, steps } = figure;
  const { value, reason } = orReason(mean.value);
  return {
    ts: formatInstant(window.to),
    from: formatInstant(window.from),
    to: formatInstant(window.to),
    interval,
    parameter,
    value,
    ...(reason && { reason }),
    unit: PARAMETERS[parameter].unit,
    statistic: mean.statistic,
    coverage: covered(mean.coverage),
    edition: mean.edition ?? null,
    ...(mean.stage && { stage: mean.stage }),
    standards: standardsOf(
      ...(mean.edition ? [mean.edition] : []),
      ...(mean.statistic === 'max8h' ? [hj663InForce(dateAt(window.from)).id] : []),
    ),
    validity: validityOf(mean.validity),
    provisional: isOpen(window.to, state),
    evaluation: evaluationOf(state.evaluation),
    revision,
    computedAt: formatInstant(computedAt),
    ...(steps && { derivation: steps.map((each) => ({ ...each })) }),
  };
}
