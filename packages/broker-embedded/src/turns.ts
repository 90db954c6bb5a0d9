import { type Bucket, costOf, createBucket } from './rate.ts';

/** What waits for its turn. */
export interface Waiting {
  /** Whose turn it is taken from. */
  readonly station: string;
  /** Of its payload. */
  readonly bytes: number;
}

interface Line<Item> {
  readonly station: string;
  readonly items: Item[];
  readonly bucket: Bucket;
  /** Taken and not yet done. */
  out: number;
  /** Stands in the round. */
  queued: boolean;
}

export interface Turns<Item> {
  add(item: Item): void;
  /** The next one that may go: a station at a time, each its oldest. */
  take(): Item | undefined;
  /** One that was taken is settled. */
  done(item: Item): void;
  /** Those that wait and for which `gone` holds are taken out. */
  remove(gone: (item: Item) => boolean): Item[];
  /** Milliseconds until one of those may go that only wait for the rate; undefined when there is none. */
  wait(): number | undefined;
  /** How often a station had to wait for its rate, since the start. */
  limited(): number;
  waiting(): number;
}

export interface TurnsOptions {
  /** Taken and not done, of one station. */
  readonly stationWindow: number;
  readonly stationRate: number;
  readonly now: () => number;
}

function split<Item>(items: readonly Item[], first: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(first), items.filter((item) => !first(item))];
}

/** Stations take turns: who says much waits behind himself, and nobody else does. */
export function createTurns<Item extends Waiting>(options: TurnsOptions): Turns<Item> {
  const lines = new Map<string, Line<Item>>();
  const round: Line<Item>[] = [];
  const slowed = new Set<Line<Item>>();
  let waiting = 0;
  let limited = 0;

  function lineOf(station: string): Line<Item> {
    const known = lines.get(station);
    if (known) return known;
    const bucket = createBucket(options.stationRate, options.now);
    const line = { station, items: [], bucket, out: 0, queued: false };
    lines.set(station, line);
    return line;
  }

  function queue(line: Line<Item>): void {
    if (line.queued || line.items.length === 0 || line.out >= options.stationWindow || slowed.has(line))
      return;
    line.queued = true;
    round.push(line);
  }

  /** A station that rests and owes nothing is forgotten, so that their number stays that of the connected. */
  function forget(line: Line<Item>): void {
    if (line.items.length === 0 && line.out === 0 && line.bucket.full()) lines.delete(line.station);
  }

  function wake(): void {
    for (const line of slowed) {
      if (line.bucket.wait() > 0) continue;
      slowed.delete(line);
      queue(line);
    }
  }

  function takeOf(line: Line<Item>): Item | undefined {
    const [head] = line.items;
    if (head === undefined) return undefined;
    if (!line.bucket.take(costOf(head.bytes))) {
      limited++;
      slowed.add(line);
      return undefined;
    }
    line.items.shift();
    line.out++;
    waiting--;
    queue(line);
    return head;
  }

  return {
    add(item) {
      const line = lineOf(item.station);
      line.items.push(item);
      waiting++;
      queue(line);
    },
    take() {
      if (slowed.size > 0) wake();
      for (let line = round.shift(); line; line = round.shift()) {
        line.queued = false;
        const item = takeOf(line);
        if (item !== undefined) return item;
      }
      return undefined;
    },
    done({ station }) {
      const line = lines.get(station);
      if (!line) return;
      line.out--;
      queue(line);
      forget(line);
    },
    remove(gone) {
      const removed: Item[] = [];
      for (const line of lines.values()) {
        const [out, stay] = split(line.items, gone);
        removed.push(...out);
        line.items.splice(0, line.items.length, ...stay);
        forget(line);
      }
      waiting -= removed.length;
      return removed;
    },
    wait: () => (slowed.size > 0 ? Math.min(...[...slowed].map((line) => line.bucket.wait())) : undefined),
    limited: () => limited,
    waiting: () => waiting,
  };
}
