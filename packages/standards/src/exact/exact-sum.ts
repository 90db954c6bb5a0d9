import { add, divide, exactly, type Rational, rational, subtract } from './rational.ts';
import { divideHalfEven, roundRational, scaledInteger } from './round.ts';

/** Decimals of the integer part of the sum: millionths of a unit. */
const DIGITS = 6;
const MILLION = 1e6;
/** Beyond this the integer part moves into the fraction, long before an integer could be inexact. */
const FULL = 1e15;
const NONE = rational(0n);

/**
 * A sum and count of readings without any rounding error, in whichever order they come and go: a sliding window
 * that adds and removes reaches exactly what a sum over its array gives. Readings count as the decimals they
 * print as. Integers of a millionth carry the sum; a fraction takes what does not fit.
 */
export class ExactSum {
  #millionths = 0;
  #rest = NONE;
  #count = 0;

  /** Readings added and not removed. */
  get count(): number {
    return this.#count;
  }

  /** @throws RangeError when x is not finite. */
  add(x: number): void {
    this.#move(x, 1);
    this.#count += 1;
  }

  /** Adds a value that is no decimal, such as a mean of readings. */
  addExact(x: Rational): void {
    this.#rest = add(this.#rest, x);
    this.#count += 1;
  }

  /** Takes back a reading that was added. @throws RangeError when x is not finite. */
  remove(x: number): void {
    this.#move(x, -1);
    this.#count -= 1;
  }

  /** The sum, exactly; 0 for none. */
  total(): Rational {
    return add(this.#rest, rational(BigInt(this.#millionths), BigInt(MILLION)));
  }

  /**
   * The mean of `count` readings, rounded once, half to even.
   * @throws RangeError when there are none.
   * @source GB/T 8170 [P]
   */
  mean(digits: number): number {
    if (this.#count <= 0) throw new RangeError('the mean of nothing');
    if (this.#rest.num !== 0n || digits > DIGITS || digits < 0)
      return roundRational(divide(this.total(), rational(BigInt(this.#count))), digits);
    return divideHalfEven(this.#millionths, this.#count * 10 ** (DIGITS - digits)) / 10 ** digits;
  }

  #move(x: number, sign: 1 | -1): void {
    const scaled = scaledInteger(x, DIGITS);
    if (scaled === undefined) this.#rest = (sign > 0 ? add : subtract)(this.#rest, exactly(x));
    else this.#millionths += sign * scaled;
    if (Math.abs(this.#millionths) >= FULL) {
      this.#rest = this.total();
      this.#millionths = 0;
    }
  }
}
