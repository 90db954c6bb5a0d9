/** Who wants to know. A listener that throws harms neither the caller nor the others: it becomes a warning. */
export class Listeners {
  readonly #all = new Set<() => void>();

  add(listener: () => void): () => void {
    // A listener added twice is called twice and taken off once at a time.
    const own = () => listener();
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  /** Soon, after the caller has its answer; not those taken off until then. */
  call(): void {
    for (const listener of this.#all) queueMicrotask(() => this.#tell(listener));
  }

  #tell(listener: () => void): void {
    if (!this.#all.has(listener)) return;
    try {
      listener();
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}
