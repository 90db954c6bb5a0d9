import { hasReached, type Offset } from '@lanbi/model';
import {
  headOf,
  positionIn,
  type StreamDeps,
  type StreamEntry,
  streamEntries,
  type Topic,
} from './entries.ts';
import type { ReadGate } from './gate.ts';
import type { RingBounds } from './ring-bounds.ts';
import type { StreamOffset } from './stream-offset.ts';

/** Entries that are read at once, by all together and by one that is behind. */
const ROUND = 200;
const BEHIND_ROUND = 50;

const BOUNDS: RingBounds = { entries: 4_000, bytes: 8 * 1024 * 1024 };

/** The newest entries of a log: all that are behind `floor`, up to `head`. */
interface Ring {
  entries: StreamEntry[];
  floor: Offset;
  head: Offset;
}

/**
 * One log as all streams read it: new entries are read once and kept in a bounded ring. A stream whose offset the ring has
 * left behind reads the log itself, through the gate.
 */
export class SharedLog {
  readonly #topic: Topic;
  readonly #logs: StreamDeps;
  readonly #gate: ReadGate;
  readonly #bounds: RingBounds;
  #ring: Promise<Ring> | undefined;
  #reading: Promise<void> | undefined;
  /** Whether the log may have more than was read of it. */
  #changed = true;

  constructor(topic: Topic, logs: StreamDeps, gate: ReadGate, bounds: RingBounds = BOUNDS) {
    this.#topic = topic;
    this.#logs = logs;
    this.#gate = gate;
    this.#bounds = bounds;
  }

  /** To be called when the log has grown. */
  changed(): void {
    this.#changed = true;
  }

  /** Forgets what was kept: nobody reads on. */
  clear(): void {
    this.#ring = undefined;
  }

  /** The entries behind an offset, in order; none at the end of the log. */
  async behind(offset: StreamOffset): Promise<readonly StreamEntry[]> {
    const ring = await this.#opened();
    const from = positionIn(offset, this.#topic);
    if (!hasReached(from, ring.floor)) return this.read(offset, BEHIND_ROUND);
    if (hasReached(from, ring.head)) await this.#readOn(ring);
    if (!hasReached(from, ring.floor)) return this.read(offset, BEHIND_ROUND);
    const first = ring.entries.findIndex(({ position }) => !hasReached(from, position));
    return first < 0 ? [] : ring.entries.slice(first, first + ROUND);
  }

  /** Entries of the log itself. */
  read(offset: StreamOffset, limit: number): Promise<readonly StreamEntry[]> {
    return this.#gate.run(() => streamEntries(this.#topic, this.#logs, offset, limit));
  }

  #opened(): Promise<Ring> {
    this.#ring ??= headOf(this.#topic, this.#logs).then((head) => ({
      entries: [],
      floor: head,
      head,
    }));
    return this.#ring;
  }

  /** Reads the next entries into the ring; whoever asks meanwhile waits for the same reading. */
  async #readOn(ring: Ring): Promise<void> {
    if (this.#reading === undefined && !this.#changed) return;
    this.#reading ??= this.#readInto(ring).finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #readInto(ring: Ring): Promise<void> {
    this.#changed = false;
    const after = { alert: ring.head, result: ring.head };
    const entries = await streamEntries(this.#topic, this.#logs, after, ROUND).catch((error: unknown) => {
      this.#changed = true;
      throw error;
    });
    if (entries.length === ROUND) this.#changed = true;
    for (const entry of entries) {
      ring.entries.push(entry);
      ring.head = entry.position;
    }
    this.#trim(ring);
  }

  #trim(ring: Ring): void {
    let bytes = ring.entries.reduce((sum, entry) => sum + entry.size(), 0);
    let dropped = 0;
    while (ring.entries.length - dropped > this.#bounds.entries || bytes > this.#bounds.bytes) {
      const entry = ring.entries[dropped];
      if (entry === undefined) break;
      bytes -= entry.size();
      ring.floor = entry.position;
      dropped += 1;
    }
    ring.entries.splice(0, dropped);
  }
}
