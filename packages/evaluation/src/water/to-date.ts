import { dateAt, instant } from '@lanbi/standards';
import { type Window, windowOf } from '../period/window.ts';

/** A window cut into whole months and the days before and after them: few parts, however long it is. */
export interface Parts {
  readonly months: readonly Window[];
  /** The ends that are no whole month. */
  readonly edges: readonly Window[];
}

/** @example partsOf(windowOf('rolling-365d', date)).months.length // 11 or 12 */
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

/** The months that a window is made of, each cut to the window. */
export function monthsIn({ from, to }: Window): readonly Window[] {
  const months: Window[] = [];
  for (let cursor = from; cursor < to; cursor = months.at(-1)?.to ?? to)
    months.push({ from: cursor, to: instant(Math.min(windowOf('month', dateAt(cursor)).to, to)) });
  return months;
}
