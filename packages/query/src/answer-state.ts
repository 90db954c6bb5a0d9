import { isProvisional, PROVISIONAL_HOURS } from '@lanbi/evaluation';
import {
  type DataSubject,
  LIVE,
  leastOf,
  type Span,
  type StatementsInForce,
  type StateOfData,
  type Station,
} from '@lanbi/model';
import { type Instant, PERIOD_COVERAGE } from '@lanbi/standards';
import type { QueryDeps } from './deps.ts';
import { type EvaluationState, evaluationStateOf } from './evaluation-state.ts';
import type { Statements } from './statements.ts';

/**
 * The state on which every figure of an answer depends beside its own inputs: the time, the settings and the evaluator.
 */
export interface AnswerState {
  readonly now: Instant;
  readonly provisionalHours: number;
  /** Least share of days, per cent, of periods that no rule of the standard holds for. */
  readonly coverage: number;
  /** How far the stations of the answer are evaluated. */
  readonly evaluation: EvaluationState;
  /** How far the data of its subjects were checked. */
  readonly data: StateOfData;
}

type Deps = Pick<QueryDeps, 'store' | 'clock' | 'periodCoverage' | 'provisionalHours'>;

/** How far the data of all of some subjects were checked. */
export const dataOf = (
  statements: Pick<StatementsInForce, 'dataOf'>,
  subjects: readonly DataSubject[],
): StateOfData => leastOf(subjects.map((subject) => statements.dataOf(subject)));

/** The state of an answer whose stations are evaluated so far. */
export const stateWith = (
  deps: Omit<Deps, 'store'>,
  evaluation: EvaluationState,
  data: StateOfData = LIVE,
): AnswerState => ({
  now: deps.clock.now(),
  provisionalHours: deps.provisionalHours ?? PROVISIONAL_HOURS,
  coverage: deps.periodCoverage ?? PERIOD_COVERAGE,
  evaluation,
  data,
});

/**
 * The state of an answer about some stations.
 * @param subjects whose data the answer is made of: it is audited where those of all of them are, live without any
 */
export async function answerState(
  deps: Deps & { readonly statements: Statements },
  stations: Iterable<Station>,
  subjects: readonly DataSubject[] = [],
): Promise<AnswerState> {
  const statements = await deps.statements.inForce();
  return stateWith(deps, await evaluationStateOf(deps, stations), dataOf(statements, subjects));
}

/** Of figures that are computed from the stored readings when asked for: no evaluator has a part in them. */
export const readingState = (deps: Omit<Deps, 'store'>, data: StateOfData = LIVE): AnswerState =>
  stateWith(deps, { complete: true, behind: 0 }, data);

/** The times that a figure is made of. */
type Ending = Span & { readonly to: Instant };

/**
 * Whether the figures of a span may still change: late data are expected, unless they were audited, or not all that is
 * stored is evaluated.
 * @param checked the time whose data the figures are made of, where it is another one
 */
export const isOpen = (
  span: Ending,
  { now, provisionalHours, evaluation: { complete }, data }: AnswerState,
  checked: Span = span,
): boolean => !complete || (isProvisional(span.to, now, provisionalHours) && data.of(checked) !== 'audited');

/** What the state adds to the version of an answer about a span. */
export function stateVersion(span: Ending, state: AnswerState): string {
  const { complete, behind, since } = state.evaluation;
  return `${complete} ${behind} ${since ?? ''} ${isOpen(span, state)} ${state.data.of(span) ?? ''}`;
}
