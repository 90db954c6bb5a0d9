import type { Work } from './work.ts';

/** Keys of the observations of works. The same observation again, or its correction, has the same key. */
export function keysOf(works: readonly Work[]): Set<string> {
  const keys = new Set<string>();
  for (const { observations } of works)
    for (const { station, to, period } of observations) keys.add(`${station} ${to} ${period}`);
  return keys;
}
