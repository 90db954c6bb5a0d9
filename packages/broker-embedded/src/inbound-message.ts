import type { Client, PublishPacket } from 'aedes';

/** Lets a PUBLISH pass (null); an error ends its connection without a PUBACK. */
export type Done = (error?: Error | null) => void;

/**
 * Where a message stands:
 * `queued` until the window and the rate of its station have room for it,
 * `delivered` while the receiver holds it,
 * `acknowledged` once it is durable and its PUBACK is written,
 * `refused` when the inbox stops: its connection is ended, and its station sends it again,
 * `discarded` when its connection ended while it was queued: its station sends it again.
 */
export type MessagePhase = 'queued' | 'delivered' | 'acknowledged' | 'refused' | 'discarded';

export type MessagePhaseEvent = 'deliver' | 'acknowledge' | 'refuse' | 'disconnect';

const NEXT: Readonly<Record<MessagePhase, Readonly<Partial<Record<MessagePhaseEvent, MessagePhase>>>>> = {
  queued: { deliver: 'delivered', refuse: 'refused', disconnect: 'discarded' },
  delivered: { acknowledge: 'acknowledged', refuse: 'refused' },
  acknowledged: {},
  refused: {},
  discarded: {},
};

/** Moves a message to its next phase. False where the event has no effect, such as a second acknowledgement. */
export function changePhase(message: { phase: MessagePhase }, event: MessagePhaseEvent): boolean {
  const next = NEXT[message.phase][event];
  if (next === undefined) return false;
  message.phase = next;
  return true;
}

/** A telemetry PUBLISH between its arrival and its PUBACK. */
export interface InboundMessage {
  phase: MessagePhase;
  readonly client: Client;
  readonly connection: ConnectionFlow;
  readonly station: string;
  /** Bytes of the payload. */
  readonly bytes: number;
  /** As it came: aedes' own packet is emptied by `detach`. */
  readonly packet: PublishPacket;
  readonly messageId: number | undefined;
  /** Present until aedes is released from the packet. */
  done?: Done | undefined;
  readonly detach: (qos: 0 | 2) => void;
}

export const payloadBytes = ({ payload }: PublishPacket): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

/** A topic that nobody can subscribe to. */
const NOWHERE = '$lanbi/nowhere';

/** Empties a packet, so that aedes has nothing to publish. With QoS 0 aedes acknowledges nothing. */
export function detach(packet: PublishPacket, qos: 0 | 2): void {
  packet.qos = qos;
  packet.retain = false;
  packet.topic = NOWHERE;
  packet.payload = Buffer.alloc(0);
}

export function inboundMessage(
  client: Client,
  connection: ConnectionFlow,
  station: string,
  packet: PublishPacket,
  done: Done,
): InboundMessage {
  const { cmd, topic, payload, qos, dup, retain } = packet;
  return {
    phase: 'queued',
    client,
    connection,
    station,
    bytes: payloadBytes(packet).length,
    packet: { cmd, topic, payload, qos, dup, retain },
    messageId: 'messageId' in packet && typeof packet.messageId === 'number' ? packet.messageId : undefined,
    done,
    detach: (qos) => detach(packet, qos),
  };
}

/** Releases aedes from a packet of QoS 0 or 1. One of QoS 2 stays: aedes itself answers it (PUBREC) when it passes. */
export function releaseFromBroker(message: InboundMessage): void {
  if (message.packet.qos === 2) return;
  message.detach(0);
  const { done } = message;
  message.done = undefined;
  done?.(null);
}

/** Messages, and bytes of them, that a connection may have unacknowledged while it is read on. */
const READ_ON = { messages: 100, bytes: 256 * 1024 } as const;

/**
 * Flow control of one connection. Aedes is released from a message at once while the connection is within `READ_ON`.
 * Beyond it messages are held: aedes reads no further, so that TCP holds the client, and its PINGREQ with it.
 */
export class ConnectionFlow {
  #messages = 0;
  #bytes = 0;
  readonly #held: InboundMessage[] = [];

  /** A message of the connection came. */
  add(message: InboundMessage): void {
    this.#messages += 1;
    this.#bytes += message.bytes;
    if (this.#isWithin()) releaseFromBroker(message);
    else this.#held.push(message);
  }

  /** Releases aedes from a message that is acknowledged before the connection is within its bounds again. */
  release(message: InboundMessage): void {
    const at = this.#held.indexOf(message);
    if (at >= 0) this.#held.splice(at, 1);
    if (message.done) releaseFromBroker(message);
  }

  /** A message of the connection is acknowledged: held ones follow as far as the bounds allow. */
  remove(message: InboundMessage): void {
    this.#messages -= 1;
    this.#bytes -= message.bytes;
    while (this.#held.length > 0 && this.#isWithin()) {
      const next = this.#held.shift();
      if (next) releaseFromBroker(next);
    }
  }

  /** The connection has ended. */
  clear(): void {
    this.#held.length = 0;
  }

  #isWithin(): boolean {
    return this.#messages <= READ_ON.messages && (this.#bytes <= READ_ON.bytes || this.#messages === 1);
  }
}
