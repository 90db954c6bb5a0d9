import {
  hasReached,
  type Offset,
  offsetAt,
  offsetNumber,
  type ResultKey,
  type StoredResult,
} from '@lanbi/model';

/** Results that are kept in memory. */
const MOST = 4_000;

const identityOf = ({ kind, subject, from, to }: ResultKey): string => `${kind} ${subject} ${from} ${to}`;

/** The end of the log of results as it was committed, so that whoever follows closely reads nothing from the disk. */
export class NewestResults {
  readonly #most: number;
  /** In the order of their places: one that changes again moves to the end. */
  readonly #all = new Map<string, StoredResult>();
  /** Every result that stands behind this place is here; undefined until something was committed. */
  #floor: Offset | undefined;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** To be called when the results of a commit, in the order of their places, are on the disk. */
  put(results: readonly StoredResult[]): void {
    if (results.length === 0) return;
    this.#floor ??= offsetAt(Math.min(...results.map(({ position }) => offsetNumber(position))) - 1);
    for (const result of results) {
      const identity = identityOf(result);
      this.#all.delete(identity);
      this.#all.set(identity, result);
    }
    for (const [identity, { position }] of this.#all) {
      if (this.#all.size <= this.#most) return;
      this.#all.delete(identity);
      this.#floor = position;
    }
  }

  /** Up to `limit` results behind a place; undefined where some of them may be on the disk only. */
  behind(after: Offset, limit: number): StoredResult[] | undefined {
    if (this.#floor === undefined || !hasReached(after, this.#floor)) return undefined;
    const found: StoredResult[] = [];
    for (const result of this.#all.values()) {
      if (found.length >= limit) break;
      if (!hasReached(after, result.position)) found.push(result);
    }
    return found;
  }

  forget(): void {
    this.#all.clear();
    this.#floor = undefined;
  }
}
