import { CONSUMERS, type ConsumerName } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { ClassRank } from './schema/numbers.ts';

export interface InfluxConnection {
  readonly url: string;
  readonly token: string;
  readonly org: string;
  /** Of raw observations; the other buckets are named after it. */
  readonly bucket: string;
}

export interface InfluxOptions extends InfluxConnection {
  /** The file of the log and the recent past. */
  readonly path: string;
  readonly now: () => Instant;
  /** A request may take so long, in milliseconds. */
  readonly timeoutMs?: number;
  /** Requests of observations under way at one time. */
  readonly inFlight?: number;
  /** What ended within so many hours is kept in the file: observations and hours; days and periods. */
  readonly keepHours?: number;
  readonly keepLongHours?: number;
  /** As long as the file has no more observations, or results, than this, all of them stay whatever their age. */
  readonly keepRows?: number;
  /**
   * Other processes write observations of the same stations: what InfluxDB holds is read before each write, since the
   * file does not know what they wrote. False by default.
   */
  readonly shared?: boolean;
  /** The store applies logs of other processes (`Replica`): a new file waits for `begin`. False by default. */
  readonly replica?: boolean;
  /** What this process writes, and is asked about by `ping`; its token may do no more. `observations` by default. */
  readonly writes?: 'observations' | 'results' | 'nothing';
  /** Whether results are of interest here: a new file reads the current ones. True by default. */
  readonly results?: boolean;
  /** The rank of the class of records of water, which stands beside them as the field `class`; none where not given. */
  readonly classRank?: ClassRank;
  /** What follows the log of observations, and the log of results: neither is forgotten before all have read it. */
  readonly followers?: readonly ConsumerName[];
  readonly resultFollowers?: readonly ConsumerName[];
}

export const DEFAULTS = {
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
