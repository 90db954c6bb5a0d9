const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Continues an FNV-1a hash with a key. */
function fold(hash: number, key: string | number): number {
  const text = `${key}/`;
  let folded = hash;
  for (let i = 0; i < text.length; i++) folded = Math.imul(folded ^ text.charCodeAt(i), PRIME);
  return folded;
}

/** The finalizer of MurmurHash3, as a number in [0, 1). */
function spread(folded: number): number {
  let hash = Math.imul(folded ^ (folded >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const hashOf = (keys: readonly (string | number)[]): number => keys.reduce<number>(fold, OFFSET);

/** A pseudo-random number in [0, 1) that depends on its keys alone. */
export const chance = (...keys: readonly (string | number)[]): number => spread(hashOf(keys));

/**
 * Continuous noise in [-1, 1]: a pseudo-random value at every whole `x`, interpolated by a cosine. Keeps the two values
 * around the last `x`, since profiles are computed in the order of time.
 */
export class Wave {
  readonly #hash: number;
  #step = Number.NaN;
  #from = 0;
  #to = 0;

  constructor(...keys: readonly (string | number)[]) {
    this.#hash = hashOf(keys);
  }

  at(x: number): number {
    const step = Math.floor(x);
    if (step !== this.#step) {
      this.#from = spread(fold(this.#hash, step));
      this.#to = spread(fold(this.#hash, step + 1));
      this.#step = step;
    }
    const eased = (1 - Math.cos((x - step) * Math.PI)) / 2;
    return 2 * (this.#from + (this.#to - this.#from) * eased) - 1;
  }
}

/** The value of a new wave at one `x`. */
export const wave = (x: number, ...keys: readonly (string | number)[]): number => new Wave(...keys).at(x);
