import { refusalCounts, type StationId } from '@lanbi/model';
import type { Labels, Metrics } from '@lanbi/runtime';
import type { Committed } from './commit.ts';
import { scopeOf } from './decoded-message.ts';

/** Counts by a key of a closed list. */
class KeyedCounts {
  readonly #counts = new Map<string, number>();

  add(key: string, n = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + n);
  }

  *by(label: string): Iterable<readonly [Labels, number]> {
    for (const [key, n] of this.#counts) yield [{ [label]: key }, n];
  }
}

interface StationCounts {
  stored: number;
  refused: number;
}

/**
 * Message accounting: received + recovered = stored + refused + waiting + spooled at any time, since no message is dropped.
 * The counters change together, and `/metrics` reads all of them without an await between.
 */
export class MessageAccounting {
  received = 0;
  /** Found in the spool at the start: received by an earlier process. */
  recovered = 0;
  stored = 0;
  /** Received, and neither committed nor spooled. */
  waiting = 0;
  /** In the spool and not committed. */
  spooled = 0;
  retries = 0;
  readonly refused = new KeyedCounts();
  readonly values = new KeyedCounts();
  /** Stored messages without data, such as heartbeats, by command. */
  readonly withoutData = new KeyedCounts();
  readonly observations = new KeyedCounts();
  /** Observations of retained messages, by their outcome. */
  readonly retained = new KeyedCounts();
  /** By registered station, or of all together. Unregistered stations share one entry, so that they use no memory. */
  readonly stations = new Map<string, StationCounts>();
  readonly #known: ReadonlyMap<StationId, unknown>;
  readonly #each: boolean;

  /** @param each whether each station has counters of its own */
  constructor(known: ReadonlyMap<StationId, unknown>, each = true) {
    this.#known = known;
    this.#each = each;
  }

  /** Counts a committed message that was waiting or spooled. */
  record(from: 'waiting' | 'spooled', { message, outcomes }: Committed): void {
    this[from] -= 1;
    const whole = scopeOf(message) === 'message';
    const station = this.#stationOf(message.station);
    if (whole) {
      this.refused.add(message.refusals[0]?.reason ?? 'malformed');
      station.refused += 1;
    } else {
      this.stored += 1;
      if (message.command !== undefined) this.withoutData.add(message.command);
      station.stored += 1;
      for (const [reason, n] of Object.entries(refusalCounts(message))) this.values.add(reason, n);
    }
    for (const outcome of outcomes)
      this.observations.add(outcome.kind === 'accepted' ? outcome.change : outcome.kind);
    if (message.raw.retained)
      for (const outcome of outcomes)
        this.retained.add(outcome.kind === 'accepted' && outcome.change !== 'same' ? 'filled' : 'left');
  }

  #stationOf(id: string | undefined): StationCounts {
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

function* byStation(accounting: MessageAccounting): Iterable<readonly [Labels, number]> {
  for (const [station, counts] of accounting.stations)
    for (const outcome of ['stored', 'refused'] as const) yield [{ station, outcome }, counts[outcome]];
}

/** Adds the counters to `/metrics`. */
export function publishAccounting(accounting: MessageAccounting, { family }: Metrics): void {
  const counter = { kind: 'counter' } as const;
  const gauge = { kind: 'gauge' } as const;
  const name = (rest: string): string => `lanbi_ingest_${rest}`;
  const rows = [
    [counter, 'messages_received', 'Messages of stations received', () => one(accounting.received)],
    [
      counter,
      'messages_recovered',
      'Messages found in the spool at the start',
      () => one(accounting.recovered),
    ],
    [counter, 'messages_stored', 'Messages stored, in full or in part', () => one(accounting.stored)],
    [gauge, 'messages_waiting', 'Messages received and not committed yet', () => one(accounting.waiting)],
    [gauge, 'messages_spooled', 'Messages in the spool and not committed yet', () => one(accounting.spooled)],
    [counter, 'commit_retries', 'Failed tries of commits and of the spool', () => one(accounting.retries)],
  ] as const;
  for (const [kind, rest, help, read] of rows) family({ ...kind, name: name(rest), help, read });
  const keyed = [
    ['messages_refused', 'Messages refused whole', accounting.refused, 'reason'],
    ['messages_without_data', 'Stored messages of HJ 212 without data', accounting.withoutData, 'command'],
    ['values_refused', 'Values refused in stored messages', accounting.values, 'reason'],
    ['observations', 'Observations committed, by what they changed', accounting.observations, 'change'],
    [
      'retained_observations',
      'Observations of retained messages (RETAIN): filled a gap, or left aside',
      accounting.retained,
      'became',
    ],
  ] as const;
  for (const [rest, help, counts, label] of keyed)
    family({ ...counter, name: name(rest), help, labels: [label], read: () => counts.by(label) });
  const labels = ['station', 'outcome'];
  family({
    ...counter,
    name: name('station_messages'),
    help: 'Messages committed, by station',
    labels,
    read: () => byStation(accounting),
  });
}
