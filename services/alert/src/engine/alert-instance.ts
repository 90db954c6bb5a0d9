import { type CompiledRule, deadlineOf, type InstanceState, neverSeen } from '@lanbi/alerting';
import { type AlertSubject, hasReached, type Offset } from '@lanbi/model';
import { type Instant, SECOND } from '@lanbi/standards';

/** What a replay read from the store: all entries of the log up to an offset whose values end in (after, to]. */
export interface ReplayedRange {
  readonly upTo: Offset;
  readonly after: Instant;
  readonly to: Instant;
}

/** An alert instance: one rule on one subject, with its state. */
export interface AlertInstance {
  readonly rule: CompiledRule;
  readonly subject: AlertSubject;
  /** Since when a subject without any value is stale; as notified before, where it was. */
  knownSince: Instant;
  /** Values up to here do not count; undefined where all do. */
  after: Instant | undefined;
  state: InstanceState;
  /** Entries that the log still delivers and that the state includes; undefined where there are none. */
  replayed: ReplayedRange | undefined;
  /** When the absence of values will cause the next transition; undefined where it will not. */
  deadline: Instant | undefined;
  /** When the last value arrived, by the clock. */
  lastArrivalAt: Instant;
}

export const createInstance = (
  rule: CompiledRule,
  subject: AlertSubject,
  knownSince: Instant,
): AlertInstance => ({
  rule,
  subject,
  knownSince,
  after: undefined,
  state: neverSeen(knownSince),
  replayed: undefined,
  deadline: undefined,
  lastArrivalAt: knownSince,
});

export function setState(instance: AlertInstance, state: InstanceState): void {
  instance.state = state;
  instance.deadline = deadlineOf(instance.rule, state);
}

/** Whether the state already includes the value at a time, by the offset of its entry. */
export const isReplayed = ({ replayed }: AlertInstance, at: Instant, position: Offset | undefined): boolean =>
  replayed !== undefined &&
  position !== undefined &&
  hasReached(replayed.upTo, position) &&
  at > replayed.after &&
  at <= replayed.to;

/** Whether a value counts for an instance: after a restart only later values do. */
export const counts = ({ after }: AlertInstance, at: Instant): boolean => after === undefined || at > after;

/**
 * Milliseconds before a value within which other values can affect an alert that is not pending: over a longer gap it
 * would have become stale.
 */
export const lookbackOf = ({ rule }: AlertInstance): number =>
  rule.staleAfterMs +
  (rule.for.kind === 'time' ? rule.for.ms : 0) +
  (rule.watched.isAbsence ? rule.raise * SECOND : 0);
