import type { AlertTense } from '@lanbi/model';
import type { Turn } from './moment.ts';

/** A turn to be told: how it stands to the present. */
export interface Told {
  readonly turn: Turn;
  readonly tense: AlertTense;
}

const same = (a: Turn, b: Turn | undefined): boolean =>
  b !== undefined && a.state === b.state && a.value === b.value && a.latched === b.latched;

/** Whether the state told before is the state of now, only since another time or with another value. */
const isStill = (before: Turn, present: Turn, holds: Turn | undefined): boolean =>
  before.state === present.state && (present.since <= before.since || holds?.state !== before.state);

/**
 * What to tell when the turns of a stretch of time are `fresh` and so far were `known`, both ascending: turns that did
 * not take place (`void`), turns of the past, and the one that the alert is in `now` when that is another than before,
 * `still` when only its time or value is another.
 * @param base the turn that both start from: what the alert is in when a list is empty
 */
export function revise(base: Turn, known: readonly Turn[], fresh: readonly Turn[]): Told[] {
  const were = new Map(known.map((turn) => [turn.since, turn]));
  const are = new Map(fresh.map((turn) => [turn.since, turn]));
  // Where nothing has come yet the base itself may have been told.
  const voided = known.filter(({ since }) => !are.has(since) && (fresh.length > 0 || since !== base.since));
  const changed = fresh.filter((turn) => !same(turn, were.get(turn.since)));
  const before = known.at(-1) ?? base;
  const present = fresh.at(-1) ?? base;
  const moved = present.since !== before.since || !same(present, before);
  const told: Told[] = voided.map((turn) => ({ turn, tense: 'void' }));
  for (const turn of changed) if (turn !== present) told.push({ turn, tense: 'past' });
  if (!moved) return told;
  const holds = known.length === 0 ? base : are.get(before.since);
  return [...told, { turn: present, tense: isStill(before, present, holds) ? 'still' : 'now' }];
}
