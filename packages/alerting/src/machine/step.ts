import type { AlertState, Transition } from '@lanbi/model';
import { HOUR, type Instant, instant, startOfDay } from '@lanbi/standards';
import type { CompiledRule } from '../rule/compile.ts';
import { isConditionMet } from './compare.ts';
import type { InstanceState, Sample } from './instance-state.ts';

/** Whether an instant is in the active hours of a rule, which may span midnight. */
export function mayRaise({ activeHours }: CompiledRule, at: Instant): boolean {
  if (!activeHours) return true;
  const { from, to } = activeHours;
  // A value covers the time before its end: one that ends at 08:00 belongs to the hour of 7.
  const before = instant(at - 1);
  const hour = (before - startOfDay(before)) / HOUR;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

const heldLongEnough = (rule: CompiledRule, streak: number, from: Instant, at: Instant): boolean =>
  rule.for.kind === 'count' ? streak >= rule.for.n : at - from >= rule.for.ms;

const transitionTo = (
  before: InstanceState,
  state: AlertState,
  sample: Sample,
  latched: boolean,
): Transition =>
  before.transition.state === state
    ? before.transition
    : { state, since: sample.at, value: sample.value, latched };

/** The condition holds and the alert is not latched: pending, or firing after `for`. */
function raised(rule: CompiledRule, before: InstanceState, sample: Sample): InstanceState {
  const streak = before.streak + 1;
  const streakFrom = before.streakFrom ?? sample.at;
  const fires = heldLongEnough(rule, streak, streakFrom, sample.at);
  const transition = transitionTo(before, fires ? 'firing' : 'pending', sample, fires);
  return fires ? { transition, last: sample, streak: 0 } : { transition, last: sample, streak, streakFrom };
}

/** The condition does not hold and the alert is not latched: ok; `resolved` stays until the condition holds again. */
function calm(before: InstanceState, sample: Sample): InstanceState {
  const state = before.transition.state === 'resolved' ? 'resolved' : 'ok';
  return { transition: transitionTo(before, state, sample, false), last: sample, streak: 0 };
}

/** A latched alert fires, also after a gap, until a value is no longer beyond `clear`. */
function latched(rule: CompiledRule, before: InstanceState, sample: Sample): InstanceState {
  const fires = isConditionMet(sample.value, rule.op, rule.clear);
  return {
    transition: transitionTo(before, fires ? 'firing' : 'resolved', sample, fires),
    last: sample,
    streak: 0,
  };
}

/**
 * The transition function of the alert state machine: the state after the next sample, which must be later than the one
 * before. `transition` changes only when the state does. Gaps are handled by `absence.ts`.
 */
export function step(rule: CompiledRule, before: InstanceState, sample: Sample): InstanceState {
  if (before.transition.latched) return latched(rule, before, sample);
  const raises = isConditionMet(sample.value, rule.op, rule.raise) && mayRaise(rule, sample.at);
  return raises ? raised(rule, before, sample) : calm(before, sample);
}
