import type { AlertTransition } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/** A value of a rule's figure; `at` is the end of its period. For `silence` only `at` counts. */
export interface Sample {
  readonly at: Instant;
  readonly value: number;
}

/** What is stored of a transition: enough to go on from it. */
export interface Turn extends AlertTransition {
  /** Whether the alert fired and has not cleared since; outlives a gap in the data. */
  readonly latched: boolean;
}

/** Where an alert stands after a sample. Only `turn` is stored; the rest is found again by folding on from it. */
export interface Moment {
  readonly turn: Turn;
  /** The last sample; absent for a subject never seen. */
  readonly last?: Sample;
  /** Samples one after another for which the condition held, and the first of them. */
  readonly streak: number;
  readonly streakFrom?: Instant;
}

/** A subject never seen: stale from the registry on. */
export const neverSeen = (since: Instant): Moment => ({
  turn: { state: 'stale', since, latched: false },
  streak: 0,
});

/** Goes on from a stored transition that a value brought about, as if that value had just been taken. */
export const resume = (turn: Turn): Moment => ({
  turn,
  last: { at: turn.since, value: turn.value ?? Number.NaN },
  ...(turn.state === 'pending' ? { streak: 1, streakFrom: turn.since } : { streak: 0 }),
});

/**
 * Goes on from a stored transition that a gap brought about `lasting` milliseconds after the last reading. What that
 * reading said is not known, so it is like none that comes.
 */
export const resumeGap = (turn: Turn, lasting: number): Moment => ({
  turn,
  last: { at: instant(turn.since - lasting), value: Number.NaN },
  streak: 0,
});
