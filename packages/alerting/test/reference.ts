import type { AlertState } from '@lanbi/model';
import { type Instant, instant, MINUTE } from '@lanbi/standards';
import { type CompiledRule, isConditionMet, mayRaise, type Sample } from '../src/index.ts';

/**
 * A slow, literal reading of what a rule says: it lives through every minute, with its values known beforehand, and
 * answers the state of each. Values stand on whole minutes.
 */
export function statesByMinute(
  rule: CompiledRule,
  samples: readonly Sample[],
  until: Instant,
): Map<Instant, AlertState> {
  const valueAt = new Map(samples.map(({ at, value }) => [at, value]));
  const held = rule.for.kind === 'time' ? rule.for.ms : 0;
  const states = new Map<Instant, AlertState>();
  const first = Math.min(...valueAt.keys());
  let state: AlertState = 'stale';
  let seen = first;
  let fired = false;
  let run: number[] = [];
  const onSilence = (quiet: number): void => {
    if (rule.watched.isAbsence) {
      if (quiet >= rule.raise * 1000 + held) {
        state = 'firing';
        fired = true;
      } else if (quiet >= rule.raise * 1000) state = 'pending';
    } else if (quiet >= rule.staleAfterMs + held) {
      state = 'stale';
      run = [];
    }
  };
  const onValue = (at: Instant, value: number): void => {
    if (rule.watched.isAbsence) {
      state = fired || state === 'resolved' ? 'resolved' : 'ok';
      fired = false;
    } else if (fired) {
      fired = isConditionMet(value, rule.op, rule.clear);
      state = fired ? 'firing' : 'resolved';
    } else if (isConditionMet(value, rule.op, rule.raise) && mayRaise(rule, at)) {
      run.push(at);
      fired = rule.for.kind === 'count' ? run.length >= rule.for.n : at - (run[0] ?? at) >= rule.for.ms;
      state = fired ? 'firing' : 'pending';
      if (fired) run = [];
    } else {
      run = [];
      state = state === 'resolved' ? 'resolved' : 'ok';
    }
  };
  for (let t = first; t <= until; t += MINUTE) {
    const value = valueAt.get(instant(t));
    if (value === undefined) onSilence(t - seen);
    else {
      onValue(instant(t), value);
      seen = t;
    }
    states.set(instant(t), state);
  }
  return states;
}
