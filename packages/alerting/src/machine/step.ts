import type { AlertState } from '@lanbi/model';
import { HOUR, type Instant, instant, startOfDay } from '@lanbi/standards';
import type { CompiledRule } from '../rule/compile.ts';
import { holds } from './compare.ts';
import type { Moment, Sample, Turn } from './moment.ts';

/** Whether a rule may raise at an instant: its active hours, over midnight where they run so. */
export function mayRaise({ activeHours }: CompiledRule, at: Instant): boolean {
  if (!activeHours) return true;
  const { from, to } = activeHours;
  // A value stands for the time before its end: the one that ends at 08:00 belongs to the hour of 7.
  const before = instant(at - 1);
  const hour = (before - startOfDay(before)) / HOUR;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

const heldLongEnough = (rule: CompiledRule, streak: number, from: Instant, at: Instant): boolean =>
  rule.for.kind === 'count' ? streak >= rule.for.n : at - from >= rule.for.ms;

const turnTo = (before: Moment, state: AlertState, sample: Sample, latched: boolean): Turn =>
  before.turn.state === state ? before.turn : { state, since: sample.at, value: sample.value, latched };

/** The condition holds and nothing fired before: pending, or firing when it has held for long enough. */
function raised(rule: CompiledRule, before: Moment, sample: Sample): Moment {
  const streak = before.streak + 1;
  const streakFrom = before.streakFrom ?? sample.at;
  const fires = heldLongEnough(rule, streak, streakFrom, sample.at);
  const turn = turnTo(before, fires ? 'firing' : 'pending', sample, fires);
  return fires ? { turn, last: sample, streak: 0 } : { turn, last: sample, streak, streakFrom };
}

/** The condition does not hold and nothing fired before. What was resolved stays so until it is pending again. */
function calm(before: Moment, sample: Sample): Moment {
  const state = before.turn.state === 'resolved' ? 'resolved' : 'ok';
  return { turn: turnTo(before, state, sample, false), last: sample, streak: 0 };
}

/** An alert that fired goes on, also after a gap, until a value is no longer beyond `clear`. */
function latched(rule: CompiledRule, before: Moment, sample: Sample): Moment {
  const goesOn = holds(sample.value, rule.op, rule.clear);
  return { turn: turnTo(before, goesOn ? 'firing' : 'resolved', sample, goesOn), last: sample, streak: 0 };
}

/**
 * An alert after the next value of its figure, which must be later than the one before. Edges, not levels: the turn
 * changes only when the state does. Gaps in the data are not seen here but in `silence.ts`.
 */
export function step(rule: CompiledRule, before: Moment, sample: Sample): Moment {
  if (before.turn.latched) return latched(rule, before, sample);
  const raises = holds(sample.value, rule.op, rule.raise) && mayRaise(rule, sample.at);
  return raises ? raised(rule, before, sample) : calm(before, sample);
}
