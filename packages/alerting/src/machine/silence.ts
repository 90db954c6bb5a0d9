import { type Instant, instant, SECOND } from '@lanbi/standards';
import type { CompiledRule } from '../rule/compile.ts';
import type { Moment, Turn } from './moment.ts';

const heldMs = (rule: CompiledRule): number => (rule.for.kind === 'time' ? rule.for.ms : 0);

/** A rule on silence itself: it is the lack of readings that raises. */
const turnsOfSilence = (rule: CompiledRule, last: Instant): Turn[] => {
  const pending = instant(last + rule.raise * SECOND);
  const firing = instant(pending + heldMs(rule));
  const turn = (state: 'pending' | 'firing', since: Instant): Turn => ({
    state,
    since,
    value: (since - last) / SECOND,
    latched: state === 'firing',
  });
  return firing > pending ? [turn('pending', pending), turn('firing', firing)] : [turn('firing', firing)];
};

/** When a figure without new values becomes stale: after its own limit, then for as long as the rule asks. */
const staleAt = (rule: CompiledRule, last: Instant): Instant =>
  instant(last + rule.staleAfterMs + heldMs(rule));

/** Every turn that the lack of values brings about after `last`, whether its time has come or not. */
function turnsAfter(rule: CompiledRule, { turn, last }: Moment): Turn[] {
  if (!last) return [];
  if (rule.watched.kind === 'silence')
    return turnsOfSilence(rule, last.at).filter(({ since }) => since > turn.since);
  return turn.state === 'stale'
    ? []
    : [{ state: 'stale', since: staleAt(rule, last.at), latched: turn.latched }];
}

/** The next instant at which the lack of values alone would change the alert; undefined when it never would. */
export const deadlineOf = (rule: CompiledRule, moment: Moment): Instant | undefined =>
  turnsAfter(rule, moment)[0]?.since;

/** The turns of a gap that lasts until `until` (exclusive: a value at that very instant ends the gap in time). */
export const gap = (rule: CompiledRule, moment: Moment, until: Instant): Turn[] =>
  turnsAfter(rule, moment).filter(({ since }) => since < until);
