import { hasReached, type Offset, offsetAt, offsetNumber, type StoredResult } from '@lanbi/model';

/** Results that are kept in memory. */
const MOST = 10_000;

/** The end of the log of results as it was committed, so that consumers that are close behind read nothing from the disk. */
export class NewestResults {
  readonly #most: number;
  /** Ascending by offset. A result that has changed since stays until it is the oldest. */
  #log: StoredResult[] = [];
  /** The newest state of each result in the log: by kind and subject, then by its end. */
  readonly #newest = new Map<string, Map<string, Map<number, StoredResult>>>();
  /** Every result that stands behind this offset is here; undefined until something was committed. */
  #floor: Offset | undefined;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** To be called when the results of a commit, ascending by offset, are on the disk. */
  put(results: readonly StoredResult[]): void {
    const [first] = results;
    if (!first) return;
    this.#floor ??= offsetAt(offsetNumber(first.position) - 1);
    for (const result of results) {
      this.#of(result).set(result.to, result);
      this.#log.push(result);
    }
    if (this.#log.length > this.#most) this.#shrink();
  }

  #of({ kind, subject }: StoredResult): Map<number, StoredResult> {
    const subjects = this.#newest.get(kind) ?? new Map<string, Map<number, StoredResult>>();
    this.#newest.set(kind, subjects);
    const results = subjects.get(subject) ?? new Map<number, StoredResult>();
    subjects.set(subject, results);
    return results;
  }

  #isNewest(result: StoredResult): boolean {
    return this.#of(result).get(result.to) === result;
  }

  #shrink(): void {
    const gone = this.#log.length - this.#most;
    for (const result of this.#log.slice(0, gone)) {
      this.#floor = result.position;
      if (this.#isNewest(result)) this.#of(result).delete(result.to);
    }
    this.#log = this.#log.slice(gone);
  }

  /** Up to `limit` results behind an offset; undefined where some of them may be on the disk only. */
  behind(after: Offset, limit: number): StoredResult[] | undefined {
    if (this.#floor === undefined || !hasReached(after, this.#floor)) return undefined;
    const found: StoredResult[] = [];
    for (let at = this.#firstBehind(after); at < this.#log.length && found.length < limit; at += 1) {
      const result = this.#log[at];
      if (result && this.#isNewest(result)) found.push(result);
    }
    return found;
  }

  /** The index of the first result behind an offset. */
  #firstBehind(after: Offset): number {
    let [low, high] = [0, this.#log.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const position = this.#log[middle]?.position;
      if (position && !hasReached(after, position)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  forget(): void {
    this.#log = [];
    this.#newest.clear();
    this.#floor = undefined;
  }
}
