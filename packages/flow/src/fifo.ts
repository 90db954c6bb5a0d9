/** Consumed items that are kept at the front before the list is copied. */
const CONSUMED = 1_024;

/** A first-in, first-out list whose `shift` does not move the other items. */
export class Fifo<Item> {
  #items: Item[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  get first(): Item | undefined {
    return this.#items[this.#head];
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    const item = this.#items[this.#head];
    if (this.#head < this.#items.length) this.#head += 1;
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    } else if (this.#head >= CONSUMED) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Removes the items for which `isGone` is true, and returns them. */
  remove(isGone: (item: Item) => boolean): Item[] {
    const [removed, kept]: [Item[], Item[]] = [[], []];
    for (const item of this.#items.slice(this.#head)) (isGone(item) ? removed : kept).push(item);
    this.#items = kept;
    this.#head = 0;
    return removed;
  }
}
