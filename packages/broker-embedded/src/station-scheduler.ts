import { FairScheduler, TokenBucket } from '@lanbi/flow';

/** A message that waits to be handed over. */
export interface Waiting {
  readonly station: string;
  /** Bytes of its payload. */
  readonly bytes: number;
}

export interface StationLimits {
  /** Messages of one station that may be handed over and not acknowledged. */
  readonly stationWindow: number;
  /** Tokens a second of one station, ten times as many at once; 0 is no limit. */
  readonly stationRate: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Tokens that a message takes: one for each started KiB, so that its size counts as well as the number of messages. */
export const costOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Hands over the messages of stations in turn, each station within its window and rate. */
export const createStationScheduler = <Item extends Waiting>({
  stationWindow,
  stationRate,
  now,
}: StationLimits): FairScheduler<Item> =>
  new FairScheduler({
    keyOf: ({ station }) => station,
    bytesOf: ({ bytes }) => bytes,
    window: stationWindow,
    rate: { createBucket: () => new TokenBucket(stationRate, now), costOf: ({ bytes }) => costOf(bytes) },
  });
