import { isProvisional, PROVISIONAL_HOURS } from '@lanbi/evaluation';
import type { Station } from '@lanbi/model';
import { type Instant, PERIOD_COVERAGE } from '@lanbi/standards';
import type { QueryDeps } from './deps.ts';
import { type EvaluationState, evaluationStateOf } from './evaluation-state.ts';

/** What every figure of an answer depends on beside its own inputs: the time, the settings and the evaluator. */
export interface AnswerState {
  readonly now: Instant;
  readonly provisionalHours: number;
  /** Least share of days, per cent, of periods that no rule of the standard holds for. */
  readonly coverage: number;
  /** How far the stations of the answer are evaluated. */
  readonly evaluation: EvaluationState;
}

type Deps = Pick<QueryDeps, 'store' | 'clock' | 'periodCoverage' | 'provisionalHours'>;

/** The state of an answer whose stations are evaluated so far. */
export const stateWith = (deps: Omit<Deps, 'store'>, evaluation: EvaluationState): AnswerState => ({
  now: deps.clock.now(),
  provisionalHours: deps.provisionalHours ?? PROVISIONAL_HOURS,
  coverage: deps.periodCoverage ?? PERIOD_COVERAGE,
  evaluation,
});

/** The state of an answer about some stations. */
export const answerState = async (deps: Deps, stations: Iterable<Station>): Promise<AnswerState> =>
  stateWith(deps, await evaluationStateOf(deps, stations));

/** Of figures that are computed from the stored readings when asked for: no evaluator has a part in them. */
export const readingState = (deps: Omit<Deps, 'store'>): AnswerState =>
  stateWith(deps, { complete: true, behind: 0 });

/** Whether the figures that end then may still change. */
export const isOpen = (
  to: Instant,
  { now, provisionalHours, evaluation: { complete } }: AnswerState,
): boolean => !complete || isProvisional(to, now, provisionalHours);

/** What the state adds to the version of an answer about a time that ends then. */
export function stateVersion(to: Instant, state: AnswerState): string {
  const { complete, behind, since } = state.evaluation;
  return `${complete} ${behind} ${since ?? ''} ${isOpen(to, state)}`;
}
