/** A map that keeps what was used last; at its bound the entry not used for longest goes. */
export class Bounded<Value> {
  readonly #bound: number;
  readonly #all = new Map<string, Value>();

  constructor(bound: number) {
    this.#bound = bound;
  }

  has(key: string): boolean {
    return this.#all.has(key);
  }

  get(key: string): Value | undefined {
    const value = this.#all.get(key);
    if (value === undefined) return undefined;
    this.#all.delete(key);
    this.#all.set(key, value);
    return value;
  }

  put(key: string, value: Value): void {
    this.#all.delete(key);
    this.#all.set(key, value);
    for (const oldest of this.#all.keys()) {
      if (this.#all.size <= this.#bound) return;
      this.#all.delete(oldest);
    }
  }

  clear(): void {
    this.#all.clear();
  }
}
