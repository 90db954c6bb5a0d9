/**
 * Calls listeners after the caller has its answer. A listener that throws harms neither the caller nor the other
 * listeners: its error goes to `onError`.
 */
export class Listeners<Args extends readonly unknown[] = []> {
  readonly #all = new Set<(...args: Args) => void>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Adds a listener. One that is added twice is called twice. The answer removes it. */
  add(listener: (...args: Args) => void): () => void {
    const own = (...args: Args) => listener(...args);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  /** Calls every listener in a microtask of its own, unless it is removed before. */
  call(...args: Args): void {
    for (const listener of this.#all) Promise.resolve().then(() => this.#callOne(listener, args));
  }

  #callOne(listener: (...args: Args) => void, args: Args): void {
    if (!this.#all.has(listener)) return;
    try {
      listener(...args);
    } catch (error) {
      this.#onError(error);
    }
  }
}
