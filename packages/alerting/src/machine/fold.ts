import type { Transition } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { CompiledRule } from '../rule/compile.ts';
import { gap } from './absence.ts';
import type { InstanceState, Sample } from './instance-state.ts';
import { step } from './step.ts';

/** State after the samples, and all transitions up to it. */
export interface Folded {
  readonly state: InstanceState;
  readonly transitions: readonly Transition[];
}

/** State after a gap: it ends the streak. */
const afterGap = (state: InstanceState, transitions: readonly Transition[]): InstanceState => {
  const transition = transitions.at(-1);
  return transition ? { transition, ...(state.last && { last: state.last }), streak: 0 } : state;
};

/** State of a `no-data` alert after a reading, which ends the absence. Its value does not matter. */
const afterReading = ({ transition }: InstanceState, { at }: Sample): InstanceState => {
  const state = transition.latched || transition.state === 'resolved' ? 'resolved' : 'ok';
  return {
    transition: transition.state === state ? transition : { state, since: at, value: 0, latched: false },
    last: { at, value: 0 },
    streak: 0,
  };
};

const next = (rule: CompiledRule, state: InstanceState, sample: Sample): InstanceState =>
  rule.watched.isAbsence ? afterReading(state, sample) : step(rule, state, sample);

/** Applies samples in ascending order of time, with the gaps between them and none after the last. */
export function foldValues(rule: CompiledRule, start: InstanceState, samples: readonly Sample[]): Folded {
  const transitions: Transition[] = [];
  let state = start;
  for (const sample of samples) {
    const absent = gap(rule, state, sample.at);
    transitions.push(...absent);
    const before = afterGap(state, absent);
    state = next(rule, before, sample);
    if (state.transition !== before.transition) transitions.push(state.transition);
  }
  return { state, transitions };
}

/**
 * Applies samples in ascending order of time, then the gap until `now`. The result depends on the samples and `now`
 * alone and not on the order in which they arrived, so late data can be applied by folding again.
 */
export function fold(
  rule: CompiledRule,
  start: InstanceState,
  samples: readonly Sample[],
  now: Instant,
): Folded {
  const { state, transitions } = foldValues(rule, start, samples);
  const absent = gap(rule, state, instant(now + 1));
  return { state: afterGap(state, absent), transitions: [...transitions, ...absent] };
}
