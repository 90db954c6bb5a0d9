import { type Instant, instant } from '@lanbi/standards';
import type { CompiledRule } from '../rule/compile.ts';
import type { Moment, Sample, Turn } from './moment.ts';
import { gap } from './silence.ts';
import { step } from './step.ts';

/** Where an alert stands, and the turns on the way there. */
export interface Folded {
  readonly moment: Moment;
  readonly turns: readonly Turn[];
}

/** After a gap: a streak does not reach over it. */
const overGap = (moment: Moment, turns: readonly Turn[]): Moment => {
  const turn = turns.at(-1);
  return turn ? { turn, ...(moment.last && { last: moment.last }), streak: 0 } : moment;
};

/** A reading ends silence; what it says does not matter. */
const heard = (moment: Moment, { at }: Sample): Moment => {
  const { turn } = moment;
  const state = turn.latched || turn.state === 'resolved' ? 'resolved' : 'ok';
  return {
    turn: turn.state === state ? turn : { state, since: at, value: 0, latched: false },
    last: { at, value: 0 },
    streak: 0,
  };
};

const next = (rule: CompiledRule, moment: Moment, sample: Sample): Moment =>
  rule.watched.kind === 'silence' ? heard(moment, sample) : step(rule, moment, sample);

/** Takes values in ascending order of time, with the gaps between them and none after the last. */
export function foldValues(rule: CompiledRule, start: Moment, samples: readonly Sample[]): Folded {
  const turns: Turn[] = [];
  let moment = start;
  for (const sample of samples) {
    const silent = gap(rule, moment, sample.at);
    turns.push(...silent);
    const before = overGap(moment, silent);
    moment = next(rule, before, sample);
    if (moment.turn !== before.turn) turns.push(moment.turn);
  }
  return { moment, turns };
}

/**
 * Takes values in ascending order of time, then the gap until `now`. The answer depends on the values and `now`
 * alone, never on when they arrived: that is what makes late data harmless.
 */
export function fold(rule: CompiledRule, start: Moment, samples: readonly Sample[], now: Instant): Folded {
  const { moment, turns } = foldValues(rule, start, samples);
  const silent = gap(rule, moment, instant(now + 1));
  return { moment: overGap(moment, silent), turns: [...turns, ...silent] };
}
