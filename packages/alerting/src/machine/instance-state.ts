import type { Transition } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/** A value of a rule's figure; `at` is the end of its period. For `no-data` only `at` counts. */
export interface Sample {
  readonly at: Instant;
  readonly value: number;
}

/**
 * State of an alert instance after a sample. Only `transition` is stored; the rest is found again by folding the samples
 * that follow it.
 */
export interface InstanceState {
  readonly transition: Transition;
  /** The last sample; absent for a subject without any. */
  readonly last?: Sample;
  /** Number of successive samples for which the condition held. */
  readonly streak: number;
  /** End of the first of them. */
  readonly streakFrom?: Instant;
}

/** State of a subject without any sample: stale since it was registered. */
export const neverSeen = (since: Instant): InstanceState => ({
  transition: { state: 'stale', since, latched: false },
  streak: 0,
});

/** State right after a stored transition that a sample caused. */
export const resume = (transition: Transition): InstanceState => ({
  transition,
  last: { at: transition.since, value: transition.value ?? Number.NaN },
  ...(transition.state === 'pending' ? { streak: 1, streakFrom: transition.since } : { streak: 0 }),
});

/**
 * State right after a stored transition that a gap caused.
 * @param lasting milliseconds from the last sample to the transition. Its value is unknown, so it equals no later one.
 */
export const resumeGap = (transition: Transition, lasting: number): InstanceState => ({
  transition,
  last: { at: instant(transition.since - lasting), value: Number.NaN },
  streak: 0,
});
