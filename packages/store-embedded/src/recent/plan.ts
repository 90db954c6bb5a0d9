import {
  encodeRecord,
  type Observation,
  type Result,
  type ResultKey,
  type StoredObservation,
  type StoredReading,
  type StoredResult,
  type WriteOutcome,
} from '@lanbi/model';
import { merge } from '../merge.ts';
import { poison } from '../poison.ts';

/** What makes an observation the same one. */
export const identityOf = ({ station, to, period }: Pick<Observation, 'station' | 'to' | 'period'>): string =>
  `${station} ${to} ${period}`;

export const resultIdentityOf = ({ kind, subject, from, to }: ResultKey): string =>
  `${kind} ${subject} ${from} ${to}`;

/** An earlier state of an observation that is not in the file. */
export interface EarlierState {
  readonly observation: StoredObservation;
  /** It may not have been in the log: log it, even when nothing changes. */
  readonly unlogged: boolean;
}

/** What one observation of a batch will change. */
export interface PlannedWrite {
  readonly outcome: WriteOutcome;
  /** The newest state, when there is one to store. */
  readonly next?: Omit<StoredObservation, 'position'>;
  /** The state before, when there was one. */
  readonly before?: Omit<StoredObservation, 'position'>;
}

export interface PlannedResult {
  readonly result: Result;
  readonly revision: number;
  readonly before?: Result['body'];
}

type State = Omit<StoredObservation, 'position'>;

const first = (readings: Observation['readings']): StoredReading[] =>
  readings.map((reading) => ({ ...reading, revision: 1 }));

/** How it came is not kept. */
function stateOf({ retained: _, ...observation }: Observation, readings: readonly StoredReading[]): State {
  return { ...observation, readings };
}

/** Plans one observation over the state before it. */
function planOver(observation: Observation, before: State, unlogged: boolean): PlannedWrite {
  const { change, readings } = merge(before.readings, observation);
  if (change === 'same' && !unlogged) return { outcome: { kind: 'accepted', change } };
  const said = change === 'added' ? 'new' : change;
  const next = stateOf(observation, readings);
  return { outcome: { kind: 'accepted', change: said }, next, before };
}

/**
 * What a batch will change, item by item, each over what those before it leave.
 * @param stored what the file holds of an identity
 */
export function planObservations(
  observations: readonly Observation[],
  stored: (observation: Observation) => StoredObservation | undefined,
  known: ReadonlyMap<string, EarlierState>,
): PlannedWrite[] {
  const states = new Map<string, State>();
  return observations.map((observation) => {
    const message = poison(observation);
    if (message !== undefined) return { outcome: { kind: 'rejected', message } };
    const identity = identityOf(observation);
    const earlier = states.get(identity);
    const elsewhere = earlier ? undefined : known.get(identity);
    // Where both have it, what was read back is at least as new.
    const here = earlier ?? (elsewhere ? undefined : stored(observation));
    const before = here ?? elsewhere?.observation;
    const planned: PlannedWrite = before
      ? planOver(observation, before, elsewhere?.unlogged ?? false)
      : {
          outcome: { kind: 'accepted', change: 'new' },
          next: stateOf(observation, first(observation.readings)),
        };
    if (planned.next) states.set(identity, planned.next);
    return planned;
  });
}

/** The results of a commit that are new or changed, each with its revision. */
export function planResults(
  results: readonly Result[],
  stored: (key: ResultKey) => StoredResult | undefined,
  known: ReadonlyMap<string, StoredResult>,
): PlannedResult[] {
  const states = new Map<string, { readonly revision: number; readonly body: Result['body'] }>();
  return results.flatMap((result) => {
    const identity = resultIdentityOf(result);
    const before = states.get(identity) ?? stored(result) ?? known.get(identity);
    const { kind, body } = result;
    if (before && Buffer.compare(encodeRecord(kind, body), encodeRecord(kind, before.body)) === 0) return [];
    const revision = (before?.revision ?? 0) + 1;
    states.set(identity, { revision, body });
    return [{ result, revision, ...(before && { before: before.body }) }];
  });
}
