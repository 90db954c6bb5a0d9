import type { Remainder } from '@lanbi/standards';

/** Denominators of station days are at most 24 and numerators half of that; those of regions need more room. */
const SMALL = 127;

/**
 * Remainders of at most 32 bits (`carried`), in two bytes each, or eight once one needs more; at first there are none, and
 * no bytes.
 */
export class Remainders {
  #length: number;
  #nums: Int8Array | Int32Array = new Int8Array(0);
  #dens: Int8Array | Int32Array = new Int8Array(0);

  constructor(length: number) {
    this.#length = length;
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
    if (this.#dens.length < this.#length) this.#resize(this.#dens instanceof Int32Array);
    if (den > SMALL || Math.abs(num) > SMALL) this.#widen();
    this.#nums[index] = num;
    this.#dens[index] = den;
  }

  /** Makes room for more of them, when the next one is put. */
  grow(length: number): void {
    this.#length = length;
  }

  #widen(): void {
    if (!(this.#dens instanceof Int32Array)) this.#resize(true);
  }

  #resize(isWide: boolean): void {
    const [nums, dens] = [this.#nums, this.#dens];
    this.#nums = isWide ? new Int32Array(this.#length) : new Int8Array(this.#length);
    this.#dens = isWide ? new Int32Array(this.#length) : new Int8Array(this.#length);
    this.#nums.set(nums);
    this.#dens.set(dens);
  }
}
