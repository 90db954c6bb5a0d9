import { type Inbox, type InboxState, LanbiError, type Receive } from '@lanbi/model';
import type { IClientOptions, MqttClient } from 'mqtt';
import { connect, end } from './connect.ts';
import type { MqttConnection } from './connection.ts';
import { type HandOver, handOver } from './hand-over.ts';
import { textOf } from './refusal.ts';

export interface MqttInboxOptions extends MqttConnection {
  /**
   * Topic filters. A session keeps the filters of earlier runs, and MQTT has no way to ask for them: when a filter
   * is taken out of the configuration, take another client id too, or its messages go on to come.
   */
  readonly topics: readonly string[];
  /**
   * Deliveries that may be unacknowledged, 1 to 65535; 5000 by default. MQTT 5 tells the broker (`receiveMaximum`)
   * and the broker holds the rest. mosquitto 2.0.11 keeps to it until the first PUBACK and then sends more
   * (measured; compare its issue 2301), as on MQTT 3.1.1, which cannot tell the broker at all. There the bound is the
   * broker's own in-flight limit (mosquitto: max_inflight_messages), at most the 65535 packet ids.
   */
  readonly window?: number;
}

/** The broker keeps what we have not acknowledged for a week of our absence. */
const SESSION_SECONDS = 7 * 86_400;

async function subscribe(client: MqttClient, topics: readonly string[]): Promise<void> {
  // rh 1 (MQTT 5): retained messages only with a new subscription, not after each reconnection.
  const grants = await client.subscribeAsync([...topics], { qos: 1, rh: 1 });
  const weak = grants.find(({ qos }) => qos !== 1);
  if (weak) throw new Error(`${weak.topic} is granted at QoS ${weak.qos}, 1 is needed`);
}

/** Telemetry from a broker over a persistent session, acknowledged only when the receiver says so. */
export function createMqttInbox(options: MqttInboxOptions): Inbox {
  const window = Math.max(1, Math.min(options.window ?? 5_000, 65_535));
  let client: MqttClient | undefined;
  let handed: HandOver | undefined;
  let reason: string | undefined = 'not opened';

  /** A broker may have lost our session (restart without persistence): subscribed again at every connection. */
  function stayKnown(fresh: MqttClient): void {
    fresh.on('close', () => {
      reason = 'no connection to the broker';
    });
    fresh.on('connect', () => {
      if (fresh !== client) return; // the first subscription is `open`'s
      subscribe(fresh, options.topics).then(
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

  async function open(receive: Receive): Promise<void> {
    const extra: IClientOptions = {
      clean: false,
      resubscribe: false,
      properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: window },
    };
    // What the broker kept for us arrives with the connection: the handler must stand before.
    const fresh = await connect(options, extra, (prepared) => {
      handed = handOver(prepared, receive);
      stayKnown(prepared);
    });
    try {
      await subscribe(fresh, options.topics);
    } catch (cause) {
      const code = fresh.connected ? 'broker-refused' : 'broker-unavailable';
      await end(fresh);
      throw new LanbiError(code, `no subscription: ${textOf(cause)}`, { cause });
    }
    client = fresh;
    reason = undefined;
  }

  return {
    open,
    async pause() {
      handed?.pause();
    },
    async close() {
      const closing = client;
      client = undefined;
      if (closing) await end(closing);
      reason = 'closed';
    },
    state(): InboxState {
      const connected = reason === undefined;
      return {
        connected,
        unacknowledged: handed?.unacknowledged() ?? 0,
        window,
        ...(reason !== undefined && { reason }),
      };
    },
  };
}
