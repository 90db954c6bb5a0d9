import type { ObservationReader, Registry, Result, ResultStore } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { Taken } from './cause.ts';

/** What an evaluation may read: observations and results, never the engine behind them. */
export type EvaluationStore = ObservationReader & Pick<ResultStore, 'get' | 'latestResult' | 'results'>;

export interface EvaluationDeps {
  readonly store: EvaluationStore;
  readonly registry: Registry;
  /** Least share of the days of a period, per cent, where the standard has no rule; default PERIOD_COVERAGE. */
  readonly periodCoverage?: number | undefined;
  /** Called between the figures of a slice, so that the caller can let others have a turn. */
  readonly breathe?: () => Promise<void>;
}

/**
 * The evaluation of one medium: a function of the readings, whatever the order in which they come. All that it
 * remembers is a copy of what the store holds, so it may be dropped at any time.
 *
 * The caller reads the log from its place and takes every entry; it may take the same entries again, which gives
 * the same results. Observations may be in the store before they are taken: what an entry touches is computed when
 * the entry is taken, whether or not the memory knows its value already. The caller's place moves on once all that
 * was touched before it is settled. When a commit failed, the caller restores before it takes again.
 */
export interface Evaluation {
  readonly name: string;
  /** Forgets everything that is not in the store. */
  restore(): Promise<void>;
  /**
   * Figures that must be current at once (hours, samples), each computed once however many entries touched it.
   * Entries of the other medium are passed over. A result that an entry re-opened names the entry as its cause.
   */
  take(entries: readonly Taken[], now: Instant): Promise<readonly Result[]>;
  /** Whether entries taken touched figures of longer windows that are not settled. */
  pending(): boolean;
  /**
   * Figures of longer windows (days, periods) that were touched so far, each computed once, in slices of a bounded
   * size. What is taken meanwhile belongs to the next call. Only one at a time; the caller commits every slice.
   */
  settle(now: Instant): AsyncIterableIterator<readonly Result[]>;
}
