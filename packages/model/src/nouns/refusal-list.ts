import type { Refusal, RefusalCounts, RefusalReason, Refused } from './refusal.ts';

/** Maximum number of refusals of one message that are kept in full; further ones are counted. */
export const MAX_REFUSALS = 20;

/** Collects the refusals of one message: the first `MAX_REFUSALS` in full, and the number of all. */
export class RefusalList {
  readonly #kept: Refusal[] = [];
  readonly #counts: Partial<Record<RefusalReason, number>> = {};
  #total = 0;

  /** Number of all refusals. */
  get total(): number {
    return this.#total;
  }

  /** Adds a refusal; `make` is called only if it is kept, so that thousands of refusals create no texts. */
  add(reason: RefusalReason, make: () => Omit<Refusal, 'reason'>): void {
    this.#total += 1;
    this.#counts[reason] = (this.#counts[reason] ?? 0) + 1;
    if (this.#kept.length < MAX_REFUSALS) this.#kept.push({ reason, ...make() });
  }

  /** Adds refusals that were collected elsewhere. */
  addAll({ refusals, counts }: Refused): void {
    const left: Partial<Record<RefusalReason, number>> = { ...counts };
    for (const { reason, ...rest } of refusals) {
      this.add(reason, () => rest);
      if (counts) left[reason] = (left[reason] ?? 0) - 1;
    }
    for (const [reason, n] of Object.entries(left) as [RefusalReason, number][]) this.#count(reason, n);
  }

  #count(reason: RefusalReason, n: number): void {
    this.#total += n;
    this.#counts[reason] = (this.#counts[reason] ?? 0) + n;
  }

  refused(): Refused {
    const refusals = [...this.#kept];
    return this.#total > refusals.length ? { refusals, counts: { ...this.#counts } } : { refusals };
  }
}

/** Numbers of all refusals by reason, whether they are kept or only counted. */
export function refusalCounts({ refusals, counts }: Refused): RefusalCounts {
  if (counts) return counts;
  const found: Partial<Record<RefusalReason, number>> = {};
  for (const { reason } of refusals) found[reason] = (found[reason] ?? 0) + 1;
  return found;
}

/** Returns the number of all refusals. */
export const totalOf = (refused: Refused): number =>
  Object.values(refusalCounts(refused)).reduce((total, n) => total + n, 0);
