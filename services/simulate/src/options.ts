import type { Clock, Registry, StationId } from '@lanbi/model';
import type { Logger } from '@lanbi/runtime';
import type { Instant } from '@lanbi/standards';

/** Probabilities of faults, each from 0 (the default) to 1. */
export interface FaultRates {
  /** A value is flagged `D`, an instrument out of order. */
  readonly faults?: number;
  /** A message is never sent. */
  readonly gaps?: number;
  /** A message is sent twice. */
  readonly duplicates?: number;
  /** A message is sent one to six hours later. */
  readonly late?: number;
}

/** Simulated data of the past that are sent before the fleet goes live. */
export interface Past {
  /** Begin of a civil day. */
  readonly from: Instant;
  /** Whether the observation of a station that ends at `to` is stored; then its day is not sent again. */
  isStored(station: StationId, to: Instant): Promise<boolean>;
}

export interface FleetOptions extends FaultRates {
  readonly registry: Registry;
  /** Such as `mqtt://127.0.0.1:1883`. */
  readonly brokerUrl: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Seed of the values; 1 by default. */
  readonly seed?: number;
  /** Past data to send first, as arrays, the oldest first; replaces the hourly backfill. */
  readonly past?: Past;
  /** Hours before now that are sent first; 72 by default. */
  readonly backfillHours?: number;
  /** Milliseconds between two of them; 500 by default. */
  readonly hourEveryMs?: number;
}

export interface FleetState {
  readonly phase: 'past' | 'backfill' | 'live';
  /** End of the simulated time: a full hour in the past and the backfill, a full minute in live. */
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
