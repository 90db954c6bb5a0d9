/** One message of a station, on its way in. */
export interface Delivery {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Set by a sender or broker that is not sure we had it. */
  readonly duplicate: boolean;
  /**
   * Set by a broker outside on a message that it had kept (RETAIN): how old it is, and what came after it, is not known.
   * Absent for one that a station publishes now, whether or not it asked a broker to keep it.
   */
  readonly retained?: boolean;
  /**
   * Says that the message is settled: stored or dead-lettered, durably. Writes the PUBACK of QoS 1, does nothing
   * for QoS 0. Called at most once; does nothing when the connection it came by is gone (it will come again).
   */
  acknowledge(): void;
}

export type Receive = (delivery: Delivery) => void;

/**
 * Where telemetry comes from. Deliveries are handed over one by one in the order of arrival, never awaited:
 * the receiver collects, commits, then acknowledges in any order. Order across redelivery is not promised.
 * The number of deliveries not yet acknowledged is bounded by the adapter (`window`); beyond it the sender holds.
 */
export interface Inbox {
  /** Begins to deliver; resolves once the subscription stands. @throws LanbiError broker-refused, broker-unavailable */
  open(receive: Receive): Promise<void>;
  /** Stops new deliveries at once; those handed over may still be acknowledged until `close`. */
  pause(): Promise<void>;
  /** Ends the connection; acknowledgements after it do nothing. Idempotent. */
  close(): Promise<void>;
  state(): InboxState;
}

export interface InboxState {
  readonly connected: boolean;
  /** Deliveries handed over and not acknowledged. */
  readonly unacknowledged: number;
  /** The bound of `unacknowledged`. */
  readonly window: number;
  /** For a person, when telemetry does not come in. */
  readonly reason?: string;
  /** For a person, when telemetry comes in and something is amiss all the same. */
  readonly warning?: string;
  /** Deliveries marked as repeated (DUP), since the start. */
  readonly redelivered: number;
  /** Acknowledgements that came when their connection was gone, since the start; those messages come again. */
  readonly droppedAcknowledgements: number;
  /** Connections to the broker after the first, since the start. */
  readonly reconnects: number;
}

export interface Outgoing {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** Where results, alerts and errors go, at QoS 1. */
export interface Publisher {
  /**
   * Resolves when the broker took the message; rejects with broker-unavailable when it did not. Nothing is
   * buffered and nothing retried: the caller keeps what must not be lost. Messages of one topic keep their order.
   */
  publish(message: Outgoing): Promise<void>;
  /**
   * The topics that match a filter and under which the broker keeps a message. Absent for a broker that keeps none
   * longer than this process runs. @throws LanbiError broker-unavailable
   */
  retained?(filter: string): Promise<readonly string[]>;
}
