import type { Complain } from './complain.ts';
import type { Lists, Placed } from './lists.ts';

/** Keys that may have dates, by list. */
const DATED = {
  stations: ['role', 'region', 'section'],
  sections: ['river', 'lake', 'target'],
} as const;

interface Range {
  readonly from: string;
  readonly until: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const dateOr = (value: unknown, open: string): string =>
  typeof value === 'string' && DATE.test(value) ? value : open;

/**
 * Returns the range of an entry; open ends are before and after every date. An invalid date has a separate fault.
 */
function rangeOf(written: unknown): Range {
  const { from, until } = (written ?? {}) as { readonly from?: unknown; readonly until?: unknown };
  return { from: dateOr(from, '0000'), until: dateOr(until, '9999') };
}

function order(at: Placed, path: readonly PropertyKey[], written: unknown, complain: Complain): void {
  const { from, until } = rangeOf(written);
  if (from > until) complain(at, [...path, 'until'], `${until} is before from (${from})`);
}

/** Reports each entry of a list that shares a day with an earlier one. */
function overlaps(at: Placed, key: string, list: readonly unknown[], complain: Complain): void {
  const ranges = list.map(rangeOf);
  for (const [index, range] of ranges.entries()) {
    const other = ranges
      .slice(0, index)
      .findIndex((each) => each.from <= range.until && range.from <= each.until);
    if (other >= 0)
      complain(
        at,
        [key, index],
        `shares days with ${key}[${other}]; give "until" and "from" that do not overlap`,
      );
  }
}

/** Finds spans that end before they begin, and lists with two values for one day. */
export function dateFaults({ placed }: Lists, complain: Complain): void {
  for (const list of ['stations', 'sections'] as const)
    for (const at of placed[list]) {
      order(at, [], at.raw, complain);
      for (const key of DATED[list]) {
        const written = at.raw[key];
        if (!Array.isArray(written)) continue;
        for (const [index, each] of written.entries()) order(at, [key, index], each, complain);
        overlaps(at, key, written, complain);
      }
    }
}
