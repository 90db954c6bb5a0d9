import { CONSUMERS, type ConsumerName } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { ClassRank } from './schema/numbers.ts';

export interface InfluxConnection {
  readonly url: string;
  readonly token: string;
  readonly org: string;
  /** The bucket of raw observations; the names of the other buckets are derived from it. */
  readonly bucket: string;
}

export interface InfluxOptions extends InfluxConnection {
  /** The file of the log and the recent past. */
  readonly path: string;
  readonly now: () => Instant;
  /** Timeout of a request in milliseconds. */
  readonly timeoutMs?: number;
  /** Most concurrent write requests of observations. */
  readonly inFlight?: number;
  /** Hours for which the file keeps observations and hour records, and day records. */
  readonly keepHours?: number;
  readonly keepLongHours?: number;
  /** The file is not pruned while it has no more observations, or results, than this. */
  readonly keepRows?: number;
  /**
   * Other processes write observations of the same stations, which are not in the file: InfluxDB is read before each write.
   * False by default.
   */
  readonly shared?: boolean;
  /** The store applies logs of other processes (`Replica`): a new file waits for `begin`. False by default. */
  readonly replica?: boolean;
  /** What this process writes and `ping` checks; its token needs no other permission. `observations` by default. */
  readonly writes?: 'observations' | 'results' | 'nothing';
  /** Whether this process reads results: then a new file reads the current ones. True by default. */
  readonly results?: boolean;
  /** Returns the class rank of a water record, written as the field `class`; without it there is no such field. */
  readonly classRank?: ClassRank;
  /** The consumers of the log of observations and of results. Entries are kept until all of them have read them. */
  readonly followers?: readonly ConsumerName[];
  readonly resultFollowers?: readonly ConsumerName[];
}

export const INFLUX_DEFAULTS = {
  timeoutMs: 10_000,
  inFlight: 2,
  shared: false,
  replica: false,
  writes: 'observations',
  results: true,
  keepHours: 72,
  keepLongHours: 24 * 32,
  keepRows: 500_000,
  followers: [CONSUMERS.evaluate, CONSUMERS.alert],
  resultFollowers: [CONSUMERS.announce, CONSUMERS.alertResults],
} as const;
