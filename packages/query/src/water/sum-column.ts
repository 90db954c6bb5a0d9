import { addDecimals, type Decimal, shortest, ZERO } from '@lanbi/evaluation';
import type { ItemSum } from '@lanbi/model';

/** The exact sums of one item on the days of a year, some 12 bytes a day. */
export class SumColumn {
  readonly #counts: Uint16Array;
  readonly #scales: Uint16Array;
  readonly #unscaled: Float64Array;
  /** Sums beyond the safe integers, as those of hydrogen ions are. */
  readonly #large = new Map<number, bigint>();

  constructor(days: number) {
    this.#counts = new Uint16Array(days);
    this.#scales = new Uint16Array(days);
    this.#unscaled = new Float64Array(days);
  }

  /** Sets the sum of a day; none where it is undefined. */
  put(at: number, sum: ItemSum | undefined): void {
    this.#counts[at] = sum?.count ?? 0;
    this.#large.delete(at);
    if (!sum) return;
    this.#scales[at] = sum.scale;
    if (typeof sum.unscaled === 'number') this.#unscaled[at] = sum.unscaled;
    else this.#large.set(at, sum.unscaled);
  }

  /** The same sums, which may then be changed without a change of these. */
  copy(): SumColumn {
    const copy = new SumColumn(this.#counts.length);
    copy.#counts.set(this.#counts);
    copy.#scales.set(this.#scales);
    copy.#unscaled.set(this.#unscaled);
    for (const [at, sum] of this.#large) copy.#large.set(at, sum);
    return copy;
  }

  /** The sum of some days; undefined where none of them has one. */
  total(days: Iterable<number>): ItemSum | undefined {
    let [sum, count]: [Decimal, number] = [ZERO, 0];
    for (const at of days) {
      const own = this.#counts[at] ?? 0;
      if (own === 0) continue;
      const unscaled = this.#large.get(at) ?? this.#unscaled[at] ?? 0;
      sum = addDecimals(sum, { unscaled, scale: this.#scales[at] ?? 0 });
      count += own;
    }
    return count > 0 ? { ...shortest(sum), count } : undefined;
  }
}
