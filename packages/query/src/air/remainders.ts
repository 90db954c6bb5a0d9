import type { Remainder } from '@lanbi/standards';

/** Denominators of station days are at most 24 and numerators half of that; those of regions need more room. */
const SMALL = 127;

/** A fixed number of remainders in two bytes each, or eight once one needs more; at first there are none. */
export class Remainders {
  #nums: Int8Array | Int32Array;
  #dens: Int8Array | Int32Array;

  constructor(length: number) {
    this.#nums = new Int8Array(length);
    this.#dens = new Int8Array(length);
  }

  at(index: number): Remainder | undefined {
    const den = this.#dens[index] ?? 0;
    return den === 0 ? undefined : { num: this.#nums[index] ?? 0, den };
  }

  put(index: number, rest: Remainder | undefined): void {
    if (rest && rest.den > SMALL) this.#widen();
    this.#nums[index] = rest?.num ?? 0;
    this.#dens[index] = rest?.den ?? 0;
  }

  #widen(): void {
    if (this.#dens instanceof Int32Array) return;
    this.#nums = Int32Array.from(this.#nums);
    this.#dens = Int32Array.from(this.#dens);
  }
}
