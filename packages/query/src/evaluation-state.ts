import { CONSUMERS, entriesBehind, hasReached, LOG_START, type Offset, type Station } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { QueryDeps } from './deps.ts';

/** The number of stored entries that are not yet evaluated. */
export interface EvaluationState {
  /** Whether all stored entries of the stations concerned are evaluated. */
  readonly complete: boolean;
  /** Entries of the log, of all stations, that are stored and not evaluated; 0 where the answer is complete. */
  readonly behind: number;
  /** When the oldest of them was received. */
  readonly since?: Instant;
}

const COMPLETE: EvaluationState = { complete: true, behind: 0 };

interface Deps {
  readonly store: Pick<QueryDeps['store'], 'head' | 'checkpoint' | 'read' | 'activity' | 'lostResults'>;
}

/** Returns how far the evaluator is behind the whole log. */
export async function evaluatorLag({ store }: Deps): Promise<EvaluationState> {
  const [head, offset] = [await store.head(), await evaluatedOffset(store)];
  if (hasReached(offset, head)) return COMPLETE;
  return { complete: false, behind: entriesBehind(offset, head), ...(await oldest(store, offset)) };
}

/** Returns the offset up to which the log is evaluated; its begin while lost results are evaluated again. */
export async function evaluatedOffset(
  store: Pick<QueryDeps['store'], 'checkpoint' | 'lostResults'>,
): Promise<Offset> {
  return store.lostResults?.lost() === undefined ? store.checkpoint(CONSUMERS.evaluate) : LOG_START;
}

async function oldest(store: Deps['store'], offset: Offset): Promise<{ readonly since?: Instant }> {
  const [first] = await store.read(offset, 1);
  return first ? { since: first.receivedAt } : {};
}

/**
 * Returns how far the figures of some stations are evaluated. They are complete when the last entry of each of these
 * stations is evaluated, whatever other stations wait for.
 */
export async function evaluationStateOf(deps: Deps, stations: Iterable<Station>): Promise<EvaluationState> {
  return (await evaluationStates(deps))(stations);
}

/**
 * Reads once how far evaluation is, for several answers at one time. Answers a function of the stations of each, which
 * says the same as `evaluationStateOf`.
 */
export async function evaluationStates(
  deps: Deps,
): Promise<(stations: Iterable<Station>) => Promise<EvaluationState>> {
  const offset = await evaluatedOffset(deps.store);
  const activity = await deps.store.activity();
  let lag: Promise<EvaluationState> | undefined;
  return async (stations) => {
    for (const { id } of stations) {
      const last = activity.get(id)?.lastPosition;
      if (last === undefined || hasReached(offset, last)) continue;
      lag ??= evaluatorLag(deps);
      return lag;
    }
    return COMPLETE;
  };
}
