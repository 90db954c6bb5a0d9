/**
 * Calls listeners asynchronously, after the caller returned. The error of a listener goes to `onError` and affects
 * neither the caller nor other listeners.
 */
export class Listeners<Args extends readonly unknown[] = []> {
  readonly #all = new Set<(...args: Args) => void>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /**
   * Adds a listener, and returns a function that removes it. A listener that is added twice is called twice.
   */
  add(listener: (...args: Args) => void): () => void {
    const own = (...args: Args) => listener(...args);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  /** Calls every listener in a separate microtask, unless it is removed before. */
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
