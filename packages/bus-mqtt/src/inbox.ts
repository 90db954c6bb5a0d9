import { type Inbox, type InboxState, LanbiError, type Receive } from '@lanbi/model';
import type { IClientOptions, MqttClient } from 'mqtt';
import { connect, end } from './connect.ts';
import type { MqttConnection } from './connection.ts';
import { createEcho, type Echo } from './echo.ts';
import { type FilterMemory, filtersOf, subscribeOnly } from './filters.ts';
import { type HandOver, handOver } from './hand-over.ts';
import { createRedeliveryWatch } from './redelivery.ts';
import { textOf } from './refusal.ts';
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

/** Creates an inbox over a persistent session of a broker. A message is acknowledged when the receiver calls `acknowledge`. */
export function createMqttInbox(options: MqttInboxOptions): Inbox {
  const window = Math.max(1, Math.min(options.window ?? 10_000, 65_535));
  const filters = filtersOf(options.topics, options.share);
  const subscribe = (to: MqttClient): Promise<void> =>
    subscribeOnly(to, options.clientId, filters, options.memory);
  let client: MqttClient | undefined;
  let echo: Echo | undefined;
  let handed: HandOver | undefined;
  let reason: string | undefined = 'not opened';
  let reconnects = 0;
  let looking: NodeJS.Timeout | undefined;
  const redelivery = createRedeliveryWatch({
    now: () => performance.now(),
    clientId: options.clientId,
    log: options.log,
  });

  /** Subscribes at every connection: a broker without persistence loses the session at a restart. */
  function stayKnown(fresh: MqttClient): void {
    fresh.on('close', () => {
      reason = 'no connection to the broker';
    });
    fresh.on('connect', () => {
      if (fresh !== client) return; // the first subscription is `open`'s
      reconnects++;
      subscribe(fresh).then(
        () => {
          reason = undefined;
        },
        (error) => {
          reason = `not subscribed: ${textOf(error)}`;
          options.log?.error({ clientId: options.clientId, reason }, 'inbox');
          fresh.stream.destroy(); // connected and deaf is the worst of states: try again, with the pauses
        },
      );
    });
  }

  function isOurs(topic: string): boolean {
    return !echo?.received(topic) && (!options.shard || isOwn(options.shard, topic));
  }

  function prepare(fresh: MqttClient, receive: Receive): void {
    echo?.stop();
    echo = createEcho(fresh, options, (options.echoSeconds ?? 30) * 1000);
    const counted: Receive = (delivery) => {
      redelivery.count(delivery.duplicate);
      receive(delivery);
    };
    handed = handOver(fresh, counted, isOurs);
    stayKnown(fresh);
  }

  async function open(receive: Receive): Promise<void> {
    const extra: IClientOptions = {
      clean: false,
      resubscribe: false,
      properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: window },
    };
    // Stored messages arrive right after the connection: set the handler before.
    const to: MqttConnection = options.share === undefined ? options : { ...options, protocolVersion: 5 };
    const fresh = await connect(to, extra, (prepared) => prepare(prepared, receive));
    try {
      await subscribe(fresh);
    } catch (cause) {
      const code = fresh.connected ? 'broker-refused' : 'broker-unavailable';
      await end(fresh);
      throw new LanbiError(code, `no subscription: ${textOf(cause)}`, { cause });
    }
    client = fresh;
    reason = undefined;
    looking = setInterval(redelivery.look, LOOK_MS);
    looking.unref();
  }

  return {
    open,
    async pause() {
      handed?.pause();
    },
    async close() {
      const closing = client;
      handed?.flush();
      client = undefined;
      clearInterval(looking);
      echo?.stop();
      if (closing) await end(closing);
      reason = 'closed';
    },
    state(): InboxState {
      const why = reason ?? echo?.trouble();
      const connected = why === undefined;
      const warning = redelivery.warning();
      return {
        connected,
        unacknowledged: handed?.unacknowledged() ?? 0,
        window,
        ...(why !== undefined && { reason: why }),
        ...(warning !== undefined && { warning }),
        redelivered: handed?.totals.redelivered ?? 0,
        droppedAcknowledgements: handed?.totals.droppedAcknowledgements ?? 0,
        reconnects,
      };
    },
  };
}
