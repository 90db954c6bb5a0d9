import { type CompiledRule, deadlineOf, type Moment, neverSeen } from '@lanbi/alerting';
import { type AlertSubject, hasReached, type Offset } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** What was folded from the store: everything that the log held up to a place and that ends in (after, to]. */
export interface Reach {
  readonly upTo: Offset;
  readonly after: Instant;
  readonly to: Instant;
}

/** One rule on one subject. */
export interface Track {
  readonly rule: CompiledRule;
  readonly subject: AlertSubject;
  /** What a subject never seen is stale since; of one that was told so before, since then. */
  born: Instant;
  /** Values up to here do not count; absent where all do. */
  after: Instant | undefined;
  moment: Moment;
  /** Entries that the log still brings and the moment rests on already; absent where there are none. */
  folded: Reach | undefined;
  /** When the lack of values alone would change it. */
  deadline: Instant | undefined;
  /** When something last came for it, by the clock. */
  heardAt: Instant;
}

export const trackOf = (rule: CompiledRule, subject: AlertSubject, born: Instant): Track => ({
  rule,
  subject,
  born,
  after: undefined,
  moment: neverSeen(born),
  folded: undefined,
  deadline: undefined,
  heardAt: born,
});

export function moveOn(track: Track, moment: Moment): void {
  track.moment = moment;
  track.deadline = deadlineOf(track.rule, moment);
}

/** Whether the moment rests on a value at a time already, by its place in the log. */
export const isFolded = ({ folded }: Track, at: Instant, position: Offset | undefined): boolean =>
  folded !== undefined &&
  position !== undefined &&
  hasReached(folded.upTo, position) &&
  at > folded.after &&
  at <= folded.to;

/** Whether a value counts for it: a rule that is new or was changed is judged from a value on. */
export const counts = ({ after }: Track, at: Instant): boolean => after === undefined || at > after;

/** How far back of a value an alert that is not pending can depend on others: a longer gap would have told. */
export const reachOf = ({ rule }: Track): number =>
  rule.staleAfterMs +
  (rule.for.kind === 'time' ? rule.for.ms : 0) +
  (rule.watched.kind === 'silence' ? rule.raise * 1000 : 0);
