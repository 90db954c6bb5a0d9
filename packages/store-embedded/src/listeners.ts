/** Who wants to know. A listener that throws harms neither the caller nor the others. */
export class Listeners {
  readonly #all = new Set<() => void>();

  add(listener: () => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  call(): void {
    for (const listener of this.#all) queueMicrotask(listener);
  }
}
