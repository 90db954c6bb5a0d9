import type { Remainder } from '@lanbi/standards';

/** Denominators of station days are at most 24 and numerators half of that; those of regions need more room. */
const SMALL = 127;

/** Remainders of at most 32 bits (`carried`), in two bytes each, or eight once one needs more; at first there are none. */
export class Remainders {
  #nums: Int8Array | Int32Array;
  #dens: Int8Array | Int32Array;

  constructor(length: number) {
    this.#nums = new Int8Array(length);
    this.#dens = new Int8Array(length);
  }

  /** 0 where there is no remainder. */
  num(index: number): number {
    return this.#nums[index] ?? 0;
  }

  /** 0 where there is no remainder. */
  den(index: number): number {
    return this.#dens[index] ?? 0;
  }

  at(index: number): Remainder | undefined {
    const den = this.den(index);
    return den === 0 ? undefined : { num: this.num(index), den };
  }

  put(index: number, num: number, den: number): void {
    if (den > SMALL || Math.abs(num) > SMALL) this.#widen();
    this.#nums[index] = num;
    this.#dens[index] = den;
  }

  /** Makes room for more of them. */
  grow(length: number): void {
    const [nums, dens] = [this.#nums, this.#dens];
    const isWide = dens instanceof Int32Array;
    this.#nums = isWide ? new Int32Array(length) : new Int8Array(length);
    this.#dens = isWide ? new Int32Array(length) : new Int8Array(length);
    this.#nums.set(nums);
    this.#dens.set(dens);
  }

  #widen(): void {
    if (this.#dens instanceof Int32Array) return;
    this.#nums = Int32Array.from(this.#nums);
    this.#dens = Int32Array.from(this.#dens);
  }
}
