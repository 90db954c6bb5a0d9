import type { Transition } from '@lanbi/model';
import { type Instant, instant, SECOND } from '@lanbi/standards';
import type { CompiledRule } from '../rule/compile.ts';
import type { InstanceState } from './instance-state.ts';

const heldMs = (rule: CompiledRule): number => (rule.for.kind === 'time' ? rule.for.ms : 0);

/** Transitions of a rule on `no-data`: the absence of readings itself raises. */
const transitionsOfNoData = (rule: CompiledRule, last: Instant): Transition[] => {
  const pending = instant(last + rule.raise * SECOND);
  const firing = instant(pending + heldMs(rule));
  const transition = (state: 'pending' | 'firing', since: Instant): Transition => ({
    state,
    since,
    value: (since - last) / SECOND,
    latched: state === 'firing',
  });
  return firing > pending
    ? [transition('pending', pending), transition('firing', firing)]
    : [transition('firing', firing)];
};

/** When a figure without new values becomes stale: `staleAfter` and `for` after the last value. */
const staleAt = (rule: CompiledRule, last: Instant): Instant =>
  instant(last + rule.staleAfterMs + heldMs(rule));

/** All transitions that the absence of samples after `last` causes, whether they are due or not. */
function transitionsAfter(rule: CompiledRule, { transition, last }: InstanceState): Transition[] {
  if (!last) return [];
  if (rule.watched.isAbsence)
    return transitionsOfNoData(rule, last.at).filter(({ since }) => since > transition.since);
  return transition.state === 'stale'
    ? []
    : [{ state: 'stale', since: staleAt(rule, last.at), latched: transition.latched }];
}

/** When the absence of samples will next cause a transition; undefined when it never will. */
export const deadlineOf = (rule: CompiledRule, state: InstanceState): Instant | undefined =>
  transitionsAfter(rule, state)[0]?.since;

/** The transitions of a gap up to `until`, exclusive: a sample at that instant ends the gap in time. */
export const gap = (rule: CompiledRule, state: InstanceState, until: Instant): Transition[] =>
  transitionsAfter(rule, state).filter(({ since }) => since < until);
