/**
 * Limits a rate: the bucket gains `perSecond` tokens a second, and holds at most those of `burstSeconds`. It begins
 * full. A rate of 0 means no limit.
 */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #capacity: number;
  readonly #now: () => number;
  #tokens: number;
  #at: number;

  /** @param now milliseconds of a monotonic clock */
  constructor(perSecond: number, now: () => number, burstSeconds = 10) {
    this.#perSecond = perSecond;
    this.#capacity = perSecond * burstSeconds;
    this.#now = now;
    this.#tokens = this.#capacity;
    this.#at = now();
  }

  /** Takes `count` tokens if at least one is available, and may leave a debt. Returns false if none is. */
  take(count: number): boolean {
    if (this.#perSecond === 0) return true;
    this.#refill();
    if (this.#tokens < 1) return false;
    this.#tokens -= count;
    return true;
  }

  /** Takes `count` tokens unconditionally, and may leave a debt. */
  spend(count: number): void {
    this.#refill();
    this.#tokens -= count;
  }

  /** Returns the milliseconds until a token is available; 0 if one is. */
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
