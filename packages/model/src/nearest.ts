/** Maximum length of a text that is compared; a longer one is no misspelt name, and the cost is bounded. */
const LONGEST = 64;

const folded = (text: string): string => text.toLowerCase().replaceAll(/[\s_.-]/g, '');

interface Rows {
  readonly twoAbove: readonly number[];
  readonly above: readonly number[];
}

function nextRow(a: string, b: string, i: number, { twoAbove, above }: Rows): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const same = a[i - 1] === b[j - 1];
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    row.push(
      Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (twoAbove[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      ),
    );
  }
  return row;
}

/**
 * Returns the number of single edits (insert, delete, replace, swap two neighbours) between two texts: the
 * Damerau-Levenshtein distance, restricted to one edit of each character.
 * @example editDistance('distrikt', 'district') // 1
 */
export function editDistance(a: string, b: string): number {
  let rows: Rows = { twoAbove: [], above: Array.from({ length: b.length + 1 }, (_, j) => j) };
  for (let i = 1; i <= a.length; i++) rows = { twoAbove: rows.above, above: nextRow(a, b, i, rows) };
  return rows.above[b.length] ?? 0;
}

/**
 * Returns the number of edits by which a misspelt text of a length may differ: none in one or two characters, else a
 * third.
 */
const tolerance = (length: number): number => (length < 3 ? 0 : Math.max(1, Math.floor(length / 3)));

/**
 * The candidate that a misspelt text most likely stands for; `undefined` where none is near enough.
 * Case and the separators `_`, `-`, `.` and space do not count. Of two that are equally near the first one wins.
 * @example nearestCandidate('pm25', ['pm10', 'pm2_5']) // 'pm2_5'
 */
export function nearestCandidate(written: string, candidates: Iterable<string>): string | undefined {
  if (written.length > LONGEST) return undefined;
  const wanted = folded(written);
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const found = folded(candidate);
    const bound = Math.min(
      tolerance(Math.max(wanted.length, found.length)),
      (best?.distance ?? Infinity) - 1,
    );
    if (candidate.length > LONGEST || Math.abs(found.length - wanted.length) > bound) continue;
    const distance = editDistance(wanted, found);
    if (distance <= bound) best = { candidate, distance };
  }
  return best?.candidate;
}

/** Returns the end of a refusal, such as `; did you mean pm2_5?`, or an empty text. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  const near = nearestCandidate(written, candidates);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
