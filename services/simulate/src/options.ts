import type { Clock, Registry, StationId } from '@lanbi/model';
import type { Logger } from '@lanbi/runtime';
import type { Instant } from '@lanbi/standards';

/** How often things go wrong, each between 0 (never, the default) and 1. */
export interface Troubles {
  /** A value is flagged `D`, an instrument out of order. */
  readonly faults?: number;
  /** A message is never sent. */
  readonly gaps?: number;
  /** A message is sent twice. */
  readonly duplicates?: number;
  /** A message is sent one to six hours later. */
  readonly late?: number;
}

/** Made data of the past that are brought before the fleet goes live. */
export interface Past {
  /** Begin of a civil day. */
  readonly from: Instant;
  /** Whether the observation of a station that ends at `to` is stored; its whole day is then left out. */
  isStored(station: StationId, to: Instant): Promise<boolean>;
}

export interface FleetOptions extends Troubles {
  readonly registry: Registry;
  /** Such as `mqtt://127.0.0.1:1883`. */
  readonly brokerUrl: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** The same seed sends the same values; 1 by default. */
  readonly seed?: number;
  /** What is brought first in arrays, the oldest first; then nothing is replayed hour by hour. */
  readonly past?: Past;
  /** Hours before now that are replayed first; 72 by default. */
  readonly backfillHours?: number;
  /** Milliseconds that each of them takes; 500 by default. */
  readonly hourEveryMs?: number;
}

export interface FleetState {
  readonly phase: 'past' | 'backfill' | 'live';
  /** Up to where the stations have measured: a full hour in the past and the backfill, a full minute in live. */
  readonly simulatedHour: Instant;
  readonly stations: number;
  /** Messages of observations given to the client, and those of which the broker's PUBACK came back. */
  readonly published: number;
  readonly acknowledged: number;
}

/** The stations of a registry, publishing over MQTT. */
export interface Fleet {
  /** Connects every station, then publishes until stopped. @throws LanbiError broker-unavailable */
  start(): Promise<void>;
  /** Ends within half a second, whatever is still unacknowledged. Idempotent. */
  stop(): Promise<void>;
  state(): FleetState;
}
