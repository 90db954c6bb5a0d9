/** One received message of a station. */
export interface Delivery {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** The DUP flag: the sender does not know whether the message was received before. */
  readonly duplicate: boolean;
  /**
   * Set if an external broker had retained the message (RETAIN): its age, and later messages, are then unknown. Absent
   * for a message that a station publishes now, with or without RETAIN.
   */
  readonly retained?: boolean;
  /**
   * Acknowledges a settled message: durably stored or dead-lettered. Writes the PUBACK of QoS 1, does nothing for QoS
   * 0. Call it at most once; it does nothing if the connection of the message has ended (it will be sent again).
   */
  acknowledge(): void;
}

export type Receive = (delivery: Delivery) => void;

/**
 * Receives telemetry. It delivers messages in the order of arrival without awaiting the receiver, which collects,
 * commits, then acknowledges in any order. Order across redelivery is not guaranteed. The adapter limits the number of
 * unacknowledged deliveries (`window`); beyond it the sender must wait.
 */
export interface Inbox {
  /**
   * Starts to deliver; resolves after the subscription. @throws LanbiError broker-refused, broker-unavailable
   */
  open(receive: Receive): Promise<void>;
  /** Stops new deliveries at once; delivered ones may still be acknowledged until `close`. */
  pause(): Promise<void>;
  /** Ends the connection; later acknowledgements do nothing. Idempotent. */
  close(): Promise<void>;
  state(): InboxState;
}

export interface InboxState {
  readonly connected: boolean;
  /** Number of deliveries that are not acknowledged. */
  readonly unacknowledged: number;
  /** The bound of `unacknowledged`. */
  readonly window: number;
  /** Text for operators, if no telemetry is received. */
  readonly reason?: string;
  /** Text for operators, if telemetry is received and there is another fault. */
  readonly warning?: string;
  /** Deliveries marked as repeated (DUP), since the start. */
  readonly redelivered: number;
  /** Acknowledgements after the end of their connection, since the start; those messages are sent again. */
  readonly droppedAcknowledgements: number;
  /** Connections to the broker after the first, since the start. */
  readonly reconnects: number;
}

export interface Outgoing {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** Publishes results, alerts and errors, at QoS 1. */
export interface Publisher {
  /**
   * Publishes a message; resolves when the broker accepted it, else rejects with broker-unavailable. Nothing is
   * buffered or retried: the caller keeps messages that must not be lost. Messages of one topic keep their order.
   */
  publish(message: Outgoing): Promise<void>;
  /**
   * Returns the topics that match a filter and have a retained message. Absent for a broker whose retained messages end
   * when this program ends. @throws LanbiError broker-unavailable
   */
  retained?(filter: string): Promise<readonly string[]>;
}
