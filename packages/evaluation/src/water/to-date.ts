import { dateAt, instant } from '@lanbi/standards';
import { type Window, windowOf } from '../period/window.ts';

/** A window divided into whole months and the days before and after them. */
export interface Parts {
  readonly months: readonly Window[];
  /** The parts that are not a whole month. */
  readonly edges: readonly Window[];
}

/**
 * Divides a window into whole months and edges. @example partsOf(windowOf('rolling-365d', date)).months.length // 11 or
 * 12
 */
export function partsOf({ from, to }: Window): Parts {
  const months: Window[] = [];
  let cursor = from;
  const edges: Window[] = [];
  while (cursor < to) {
    const month = windowOf('month', dateAt(cursor));
    const part = { from: cursor, to: instant(Math.min(month.to, to)) };
    if (part.from === month.from && part.to === month.to) months.push(month);
    else edges.push(part);
    cursor = part.to;
  }
  return { months, edges };
}

/** Returns the months of a window, each limited to the window. */
export function monthsIn({ from, to }: Window): readonly Window[] {
  const months: Window[] = [];
  for (let cursor = from; cursor < to; cursor = months.at(-1)?.to ?? to)
    months.push({ from: cursor, to: instant(Math.min(windowOf('month', dateAt(cursor)).to, to)) });
  return months;
}
