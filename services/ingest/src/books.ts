import { countsOf, type StationId } from '@lanbi/model';
import type { Labels, Metrics } from '@lanbi/runtime';
import type { Settled } from './commit.ts';
import { scopeOf } from './work.ts';

/** Counts by a key out of a closed list. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(key: string, n = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + n);
  }

  *by(label: string): Iterable<readonly [Labels, number]> {
    for (const [key, n] of this.#counts) yield [{ [label]: key }, n];
  }

  total(): number {
    let total = 0;
    for (const n of this.#counts.values()) total += n;
    return total;
  }
}

interface OfStation {
  stored: number;
  refused: number;
}

/**
 * The books of ingest, in messages: received + recovered = stored + refused + waiting + spooled, at any moment.
 * Nothing is ever dropped. Kept as plain numbers that change together; `/metrics` reads them all in one turn.
 */
export class Books {
  received = 0;
  /** Found in the spool at the start: received by a process before this one. */
  recovered = 0;
  stored = 0;
  /** Received and neither settled nor spooled. */
  waiting = 0;
  /** In the spool and not settled. */
  spooled = 0;
  retries = 0;
  readonly refused = new Tally();
  readonly values = new Tally();
  /** Of those stored, by command: heartbeats and others that carry no data. */
  readonly withoutData = new Tally();
  readonly observations = new Tally();
  /** Observations of retained messages, by what became of them. */
  readonly retained = new Tally();
  /** Registered stations each, or together where they are many; all that is not registered together, so that strangers take no memory. */
  readonly stations = new Map<string, OfStation>();
  readonly #known: ReadonlyMap<StationId, unknown>;
  readonly #each: boolean;

  /** @param each whether stations are counted one by one */
  constructor(known: ReadonlyMap<StationId, unknown>, each = true) {
    this.#known = known;
    this.#each = each;
  }

  /** A message is settled that was waiting, or spooled. */
  settle(from: 'waiting' | 'spooled', { work, outcomes }: Settled): void {
    this[from] -= 1;
    const whole = scopeOf(work) === 'message';
    const station = this.#stationOf(work.station);
    if (whole) {
      this.refused.add(work.refusals[0]?.reason ?? 'malformed');
      station.refused += 1;
    } else {
      this.stored += 1;
      if (work.command !== undefined) this.withoutData.add(work.command);
      station.stored += 1;
      for (const [reason, n] of Object.entries(countsOf(work))) this.values.add(reason, n);
    }
    for (const outcome of outcomes)
      this.observations.add(outcome.kind === 'accepted' ? outcome.change : outcome.kind);
    if (work.message.retained)
      for (const outcome of outcomes)
        this.retained.add(outcome.kind === 'accepted' && outcome.change !== 'same' ? 'filled' : 'left');
  }

  #stationOf(id: string | undefined): OfStation {
    const registered = id !== undefined && this.#known.has(id as StationId);
    const known = this.#each ? id : 'registered';
    const name = registered ? (known ?? '') : 'unregistered';
    let found = this.stations.get(name);
    if (!found) {
      found = { stored: 0, refused: 0 };
      this.stations.set(name, found);
    }
    return found;
  }
}

const one = (value: number): readonly (readonly [Labels, number])[] => [[{}, value]];

function* byStation(books: Books): Iterable<readonly [Labels, number]> {
  for (const [station, counts] of books.stations)
    for (const outcome of ['stored', 'refused'] as const) yield [{ station, outcome }, counts[outcome]];
}

/** Shows the books at `/metrics`. */
export function publishBooks(books: Books, { family }: Metrics): void {
  const counter = { kind: 'counter' } as const;
  const gauge = { kind: 'gauge' } as const;
  const name = (rest: string): string => `lanbi_ingest_${rest}`;
  const rows = [
    [counter, 'messages_received', 'Messages of stations received', () => one(books.received)],
    [counter, 'messages_recovered', 'Messages found in the spool at the start', () => one(books.recovered)],
    [counter, 'messages_stored', 'Messages stored, in full or in part', () => one(books.stored)],
    [gauge, 'messages_waiting', 'Messages received and not settled yet', () => one(books.waiting)],
    [gauge, 'messages_spooled', 'Messages in the spool and not settled yet', () => one(books.spooled)],
    [counter, 'commit_retries', 'Tries that failed, of commits and of the spool', () => one(books.retries)],
  ] as const;
  for (const [kind, rest, help, read] of rows) family({ ...kind, name: name(rest), help, read });
  const tallies = [
    ['messages_refused', 'Messages refused whole', books.refused, 'reason'],
    ['messages_without_data', 'Stored messages of HJ 212 without data', books.withoutData, 'command'],
    ['values_refused', 'Values refused in stored messages', books.values, 'reason'],
    ['observations', 'Observations settled, by what they changed', books.observations, 'change'],
    [
      'retained_observations',
      'Observations that a broker had kept (RETAIN): filled a gap, or left aside',
      books.retained,
      'became',
    ],
  ] as const;
  for (const [rest, help, tally, label] of tallies)
    family({ ...counter, name: name(rest), help, labels: [label], read: () => tally.by(label) });
  const labels = ['station', 'outcome'];
  family({
    ...counter,
    name: name('station_messages'),
    help: 'Messages settled, by station',
    labels,
    read: () => byStation(books),
  });
}
