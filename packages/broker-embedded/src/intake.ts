import type { FairScheduler } from '@lanbi/flow';
import type { Inbox, InboxState, Receive } from '@lanbi/model';
import type { Client, PublishPacket } from 'aedes';
import {
  ConnectionFlow,
  changePhase,
  type Done,
  type InboundMessage,
  inboundMessage,
  payloadBytes,
} from './inbound-message.ts';
import { writePuback } from './puback.ts';
import { createStationScheduler } from './station-scheduler.ts';

export interface IntakeOptions {
  /** Deliveries that the receiver may hold, all stations together. */
  readonly window: number;
  readonly stationWindow: number;
  readonly stationRate: number;
  readonly isOpen: () => boolean;
  /** A message is acknowledged: its subscribers may get it now. */
  readonly acknowledged: (packet: PublishPacket) => void;
  /** A client that does not read its PUBACKs is disconnected. */
  readonly slowReader: (client: Client) => void;
}

/** An error that ends the connection, so that the station keeps the message and sends it again. */
const notNow = (): Error => new Error('telemetry is not taken now');

/**
 * The inbox of the embedded broker: a message is queued, delivered and acknowledged (`MessagePhase`). The receiver holds at most
 * `window` messages, of one station at most `stationWindow`; stations are served in turn. Aedes is released from a message
 * at once, so that it answers PINGREQ during a long commit; the PUBACK is written here.
 */
export class EmbeddedInbox implements Inbox {
  readonly #options: IntakeOptions;
  readonly #queue: FairScheduler<InboundMessage>;
  readonly #delivered = new Set<InboundMessage>();
  readonly #connections = new WeakMap<Client, ConnectionFlow>();
  readonly #totals = { redelivered: 0, droppedAcknowledgements: 0, reconnects: 0 };
  #receive: Receive | undefined;
  #isDelivering = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#queue = createStationScheduler<InboundMessage>({ ...options, now: () => performance.now() });
  }

  /** Messages that wait for the window or for the rate of their station. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** How often a station had to wait for its rate, since the start. */
  get rateLimited(): number {
    return this.#queue.limited;
  }

  async open(receive: Receive): Promise<void> {
    this.#receive = receive;
  }

  async pause(): Promise<void> {
    this.#receive = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const message of this.#queue.remove(() => true)) this.#refuse(message);
  }

  async close(): Promise<void> {
    await this.pause();
    const delivered = [...this.#delivered];
    this.#delivered.clear();
    for (const message of delivered) {
      this.#queue.done(message);
      this.#refuse(message);
    }
  }

  state(): InboxState {
    const connected = this.#options.isOpen();
    return {
      connected,
      unacknowledged: this.#delivered.size,
      window: this.#options.window,
      ...(!connected && { reason: 'the embedded broker is not open' }),
      ...this.#totals,
    };
  }

  /** Queues a telemetry packet of a station. `done` is called once. */
  offer(client: Client, station: string, packet: PublishPacket, done: Done): void {
    if (!this.#receive) {
      done(notNow());
      return;
    }
    const connection = this.#connectionOf(client);
    const message = inboundMessage(client, connection, station, packet, done);
    this.#queue.push(message);
    connection.add(message);
    this.#deliverQueued();
  }

  /** A connection has ended: its queued messages are removed, since the client sends them again. */
  disconnected(client: Client): void {
    for (const message of this.#queue.remove((queued) => queued.client === client))
      changePhase(message, 'disconnect');
    this.#connections.get(client)?.clear();
  }

  #connectionOf(client: Client): ConnectionFlow {
    const known = this.#connections.get(client) ?? new ConnectionFlow();
    this.#connections.set(client, known);
    return known;
  }

  #deliverQueued(): void {
    if (this.#isDelivering) return; // a receiver may acknowledge within `receive`
    this.#isDelivering = true;
    while (this.#receive && this.#delivered.size < this.#options.window) {
      const next = this.#queue.take();
      if (!next) break;
      this.#deliver(next, this.#receive);
    }
    this.#isDelivering = false;
    this.#awaitRate();
  }

  #deliver(message: InboundMessage, receive: Receive): void {
    changePhase(message, 'deliver');
    this.#delivered.add(message);
    const { topic, dup: duplicate } = message.packet;
    if (duplicate) this.#totals.redelivered += 1;
    const acknowledge = (): void => this.#acknowledge(message);
    receive({ topic, payload: payloadBytes(message.packet), duplicate, acknowledge });
  }

  /** Delivers again when a rate allows it, where stations wait for their rate alone. */
  #awaitRate(): void {
    const wait = this.#queue.wait();
    if (this.#timer || wait === undefined || !this.#receive) return;
    const resume = (): void => {
      this.#timer = undefined;
      this.#deliverQueued();
    };
    this.#timer = setTimeout(resume, Math.max(wait, 1));
  }

  /** Releases aedes first: for QoS 1 it must not acknowledge, since this does. */
  #acknowledge(message: InboundMessage): void {
    if (!changePhase(message, 'acknowledge')) return;
    this.#delivered.delete(message);
    message.connection.release(message);
    this.#answer(message);
    message.connection.remove(message);
    this.#queue.done(message);
    this.#deliverQueued();
  }

  #answer({ client, messageId, packet, done, detach }: InboundMessage): void {
    if (done) {
      // QoS 2: aedes keeps an empty packet until PUBREL.
      detach(2);
      done(null);
      this.#options.acknowledged({ ...packet, qos: 1 });
      return;
    }
    if (packet.qos === 1 && messageId !== undefined) {
      if (client.closed) this.#totals.droppedAcknowledgements += 1;
      else if (!writePuback(client, messageId)) this.#options.slowReader(client);
    }
    this.#options.acknowledged(packet);
  }

  #refuse(message: InboundMessage): void {
    if (!changePhase(message, 'refuse')) return;
    const { done } = message;
    message.done = undefined;
    if (done) done(notNow());
    else message.client.conn.destroy();
  }
}
