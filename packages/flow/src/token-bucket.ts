/**
 * Limits a rate: `perSecond` tokens come in, and at most `burstSeconds` worth of them are held. A bucket begins full. A
 * rate of 0 is no limit.
 */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #capacity: number;
  readonly #now: () => number;
  #tokens: number;
  #at: number;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(perSecond: number, now: () => number, burstSeconds = 10) {
    this.#perSecond = perSecond;
    this.#capacity = perSecond * burstSeconds;
    this.#now = now;
    this.#tokens = this.#capacity;
    this.#at = now();
  }

  /** Takes `count` tokens where at least one is there, and may leave a debt. False where there is none. */
  take(count: number): boolean {
    if (this.#perSecond === 0) return true;
    this.#refill();
    if (this.#tokens < 1) return false;
    this.#tokens -= count;
    return true;
  }

  /** Takes `count` tokens in any case, and may leave a debt. */
  spend(count: number): void {
    this.#refill();
    this.#tokens -= count;
  }

  /** Milliseconds until a token is there; 0 where one is. */
  wait(): number {
    if (this.#perSecond === 0) return 0;
    this.#refill();
    return Math.max(0, Math.ceil(((1 - this.#tokens) * 1000) / this.#perSecond));
  }

  /** Whether the bucket is full, as a new one is. */
  get isFull(): boolean {
    if (this.#perSecond === 0) return true;
    this.#refill();
    return this.#tokens >= this.#capacity;
  }

  #refill(): void {
    const at = this.#now();
    this.#tokens = Math.min(this.#capacity, this.#tokens + ((at - this.#at) * this.#perSecond) / 1000);
    this.#at = at;
  }
}
