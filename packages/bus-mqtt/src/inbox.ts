import { type Inbox, type InboxState, LanbiError, type Receive } from '@lanbi/model';
import type { IClientOptions, MqttClient } from 'mqtt';
import { connectBroker, end } from './connect.ts';
import type { MqttConnection } from './connection.ts';
import { createEcho, type Echo } from './echo.ts';
import { type FilterMemory, filtersOf, subscribeOnly } from './filters.ts';
import { type HandOver, handOver } from './hand-over.ts';
import { type InboxEvent, inboxReason, nextInboxPhase, UNOPENED } from './inbox-phase.ts';
import { createRedeliveryWatch, type RedeliveryWatch } from './redelivery.ts';
import { errorText } from './refusal.ts';
import { isOwn, type Shard } from './shard.ts';

export interface MqttInboxOptions extends MqttConnection {
  /** Topic filters. */
  readonly topics: readonly string[];
  /**
   * Deliveries that may be unacknowledged, 1 to 65535; 10,000 by default. MQTT 5 sends it to the broker (`receiveMaximum`)
   * and the broker holds the rest. mosquitto 2.0.11 keeps to it until the first PUBACK and then sends more
   * (measured; compare its issue 2301), as on MQTT 3.1.1, which cannot tell the broker at all. There the bound is the
   * broker's own in-flight limit (mosquitto: max_inflight_messages), at most the 65535 packet ids.
   */
  readonly window?: number;
  /**
   * Group of a shared subscription, `$share/{group}/…`: the broker distributes the messages among its members. MQTT 5.
   * Sessions of members are kept for a week too: mosquitto 2.0.11 discards the messages of a member whose session ends.
   */
  readonly share?: string;
  /** Delivers only messages of stations of this shard; other messages are acknowledged and not delivered. */
  readonly shard?: Shard;
  /** The file of the subscriptions, from which filters are found that must be removed. */
  readonly memory?: FilterMemory;
  /** Interval of the echo through the broker; 30 s by default. */
  readonly echoSeconds?: number;
}

/** Interval at which the redelivery rate is checked while no message arrives. */
const LOOK_MS = 5_000;

/** Session expiry: the broker keeps unacknowledged messages for a week. */
export const SESSION_SECONDS: number = 7 * 86_400;

/** An inbox over a persistent session of a broker. A message is acknowledged when the receiver calls `acknowledge`. */
class MqttInbox implements Inbox {
  readonly #options: MqttInboxOptions;
  readonly #window: number;
  readonly #filters: readonly string[];
  readonly #redelivery: RedeliveryWatch;
  #phase = UNOPENED;
  /** Present from the first subscription until `close`. */
  #client: MqttClient | undefined;
  #echo: Echo | undefined;
  #handed: HandOver | undefined;
  #reconnects = 0;
  #looking: NodeJS.Timeout | undefined;

  constructor(options: MqttInboxOptions) {
    this.#options = options;
    this.#window = Math.max(1, Math.min(options.window ?? 10_000, 65_535));
    this.#filters = filtersOf(options.topics, options.share);
    this.#redelivery = createRedeliveryWatch({
      now: () => performance.now(),
      clientId: options.clientId,
      log: options.log,
    });
  }

  async open(receive: Receive): Promise<void> {
    this.#move({ kind: 'open' });
    const extra: IClientOptions = {
      clean: false,
      resubscribe: false,
      properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: this.#window },
    };
    const options = this.#options;
    const to: MqttConnection = options.share === undefined ? options : { ...options, protocolVersion: 5 };
    // Stored messages arrive right after the connection: set the handler before.
    const client = await connectBroker(to, extra, (fresh) => this.#prepare(fresh, receive));
    await this.#subscribeFirst(client);
    this.#client = client;
    this.#move({ kind: 'subscribed' });
    this.#looking = setInterval(this.#redelivery.look, LOOK_MS);
    this.#looking.unref();
  }

  async pause(): Promise<void> {
    this.#handed?.pause();
  }

  async close(): Promise<void> {
    const closing = this.#client;
    this.#handed?.flush();
    this.#client = undefined;
    clearInterval(this.#looking);
    this.#echo?.stop();
    if (closing) await end(closing);
    this.#move({ kind: 'closed' });
  }

  state(): InboxState {
    const reason = inboxReason(this.#phase) ?? this.#echo?.trouble();
    const warning = this.#redelivery.warning();
    return {
      connected: reason === undefined,
      unacknowledged: this.#handed?.unacknowledged() ?? 0,
      window: this.#window,
      ...(reason !== undefined && { reason }),
      ...(warning !== undefined && { warning }),
      redelivered: this.#handed?.totals.redelivered ?? 0,
      droppedAcknowledgements: this.#handed?.totals.droppedAcknowledgements ?? 0,
      reconnects: this.#reconnects,
    };
  }

  #move(event: InboxEvent): void {
    this.#phase = nextInboxPhase(this.#phase, event);
  }

  /** Prepares a client before its first packet arrives. */
  #prepare(client: MqttClient, receive: Receive): void {
    const { echoSeconds = 30 } = this.#options;
    this.#echo?.stop();
    this.#echo = createEcho(client, this.#options, echoSeconds * 1000);
    const counted: Receive = (delivery) => {
      this.#redelivery.count(delivery.duplicate);
      receive(delivery);
    };
    this.#handed = handOver(client, counted, (topic) => this.#isOurs(topic));
    client.on('close', () => this.#move({ kind: 'disconnected' }));
    client.on('connect', () => this.#subscribeAgain(client));
  }

  #isOurs(topic: string): boolean {
    const { shard } = this.#options;
    return !this.#echo?.received(topic) && (!shard || isOwn(shard, topic));
  }

  #subscribe(client: MqttClient): Promise<void> {
    return subscribeOnly(client, this.#options.clientId, this.#filters, this.#options.memory);
  }

  async #subscribeFirst(client: MqttClient): Promise<void> {
    try {
      await this.#subscribe(client);
    } catch (cause) {
      const code = client.connected ? 'broker-refused' : 'broker-unavailable';
      await end(client);
      throw new LanbiError(code, `no subscription: ${errorText(cause)}`, { cause });
    }
  }

  /**
   * Subscribes at every connection after the first: a broker without persistence loses the session at a restart. A
   * connection without a subscription would receive nothing; it is closed, and the next one comes after the pause.
   */
  #subscribeAgain(client: MqttClient): void {
    if (client !== this.#client) return;
    this.#reconnects++;
    this.#subscribe(client).then(
      () => this.#move({ kind: 'subscribed' }),
      (error) => {
        this.#move({ kind: 'refused', fault: errorText(error) });
        const { clientId, log } = this.#options;
        log?.error({ clientId, reason: inboxReason(this.#phase) }, 'inbox');
        client.stream.destroy();
      },
    );
  }
}

/** Creates an inbox over a persistent session of a broker, not opened. */
export const createMqttInbox = (options: MqttInboxOptions): Inbox => new MqttInbox(options);
