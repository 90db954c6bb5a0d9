import type { Turn } from './moment.ts';

/** A turn to be told: how it stands to the present. */
export interface Told {
  readonly turn: Turn;
  readonly tense: 'now' | 'past' | 'void';
}

const same = (a: Turn, b: Turn | undefined): boolean =>
  b !== undefined && a.state === b.state && a.value === b.value && a.latched === b.latched;

/**
 * What to tell when the turns of a stretch of time are `fresh` and so far were `known`, both ascending: turns that did
 * not take place (`void`), turns of the past, and the one that the alert is in `now` when that is another than before.
 * @param base the turn that both start from: what the alert is in when a list is empty
 */
export function revise(base: Turn, known: readonly Turn[], fresh: readonly Turn[]): Told[] {
  const were = new Map(known.map((turn) => [turn.since, turn]));
  const are = new Map(fresh.map((turn) => [turn.since, turn]));
  const voided = known.filter(({ since }) => !are.has(since));
  const changed = fresh.filter((turn) => !same(turn, were.get(turn.since)));
  const before = known.at(-1) ?? base;
  const present = fresh.at(-1) ?? base;
  const moved = present.since !== before.since || !same(present, before);
  const told: Told[] = voided.map((turn) => ({ turn, tense: 'void' }));
  for (const turn of changed) if (turn !== present) told.push({ turn, tense: 'past' });
  if (moved) told.push({ turn: present, tense: 'now' });
  return told;
}
