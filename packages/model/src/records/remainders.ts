import type { Remainder } from '@lanbi/standards';

/** Denominators of station days are at most 24 and numerators half of that; those of regions need more room. */
const SMALL = 127;

/**
 * Stores remainders of at most 32 bits (`carried`) in two bytes each, or in eight as soon as one needs more; an empty
 * one needs no bytes.
 */
export class Remainders {
  #length: number;
  #nums: Int8Array | Int32Array = new Int8Array(0);
  #dens: Int8Array | Int32Array = new Int8Array(0);

  constructor(length: number) {
    this.#length = length;
  }

  /** Returns 0 if there is no remainder. */
  num(index: number): number {
    return this.#nums[index] ?? 0;
  }

  /** Returns 0 if there is no remainder. */
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

  /** Reserves room, which is allocated with the next remainder. */
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
