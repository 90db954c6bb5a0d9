import { hasReached, isSameOffset, LOG_START, type Offset } from '@lanbi/model';

/** Entries that are kept in memory. */
const MOST = 10_000;

/** An entry that stands at the end of the log now, and where it stood before. */
export interface Appended<Entry> {
  readonly entry: Entry;
  readonly replaced?: Offset;
}

/** The end of a log by reference, so that who follows it closely reads nothing from the file. */
export class LogTail<Entry extends { readonly position: Offset }> {
  readonly #most: number;
  /** In ascending order of position; undefined for what has moved to the end or was taken out. */
  #entries: (Entry | undefined)[] = [];
  #positions: Offset[] = [];
  /** Every entry behind this position is here. */
  #floor = LOG_START;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** Begins anew with nothing in memory, behind a position of which nothing later is in the file. */
  restart(head: Offset): void {
    this.#entries = [];
    this.#positions = [];
    this.#floor = head;
  }

  /** Adds entries that were committed, in the order of their positions. */
  append(appended: Iterable<Appended<Entry>>): void {
    for (const { entry, replaced } of appended) {
      if (replaced !== undefined) this.#remove(replaced);
      this.#entries.push(entry);
      this.#positions.push(entry.position);
    }
    if (this.#entries.length > 2 * this.#most) this.#shrink();
  }

  /** Up to `limit` entries behind a position; undefined where some of them may be in the file only. */
  behind(after: Offset, limit: number): Entry[] | undefined {
    if (!hasReached(after, this.#floor)) return undefined;
    const found: Entry[] = [];
    for (let at = this.#indexBehind(after); at < this.#entries.length && found.length < limit; at += 1) {
      const entry = this.#entries[at];
      if (entry) found.push(entry);
    }
    return found;
  }

  #remove(position: Offset): void {
    const at = this.#indexBehind(position) - 1;
    const found = this.#positions[at];
    if (found !== undefined && isSameOffset(found, position)) this.#entries[at] = undefined;
  }

  /** Index of the first entry behind a position. */
  #indexBehind(position: Offset): number {
    let [low, high] = [0, this.#positions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (hasReached(position, this.#positions[middle] ?? LOG_START)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #shrink(): void {
    const gone = this.#entries.length - this.#most;
    this.#floor = this.#positions[gone - 1] ?? this.#floor;
    this.#entries = this.#entries.slice(gone);
    this.#positions = this.#positions.slice(gone);
  }
}
