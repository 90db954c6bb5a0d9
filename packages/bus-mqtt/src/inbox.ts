import type { Inbox, InboxState, Receive } from '@lanbi/model';
import type { IClientOptions, IPublishPacket, MqttClient } from 'mqtt';
import { connect, type MqttConnection } from './connect.ts';

export interface MqttInboxOptions extends MqttConnection {
  readonly topics: readonly string[];
  /**
   * Deliveries that may be unacknowledged. On MQTT 5 the broker is told (`receiveMaximum`); on 3.1.1 there is no
   * way to tell it, and its own in-flight limit holds (mosquitto: max_inflight_messages).
   */
  readonly window?: number;
}

/** MQTT.js hands these to subclasses only; we write PUBACKs by ourselves after the commit. */
interface Internals {
  _sendPacket(packet: { cmd: 'puback'; messageId: number; reasonCode?: number }, done?: () => void): void;
}

/** Tells MQTT.js to go on without its own PUBACK. */
const LATER = new Error('acknowledged after the commit');

const SESSION_SECONDS = 7 * 86_400;

/**
 * Telemetry from a broker, over a persistent session, acknowledged only when the receiver says so. MQTT.js would
 * acknowledge on its own and one by one: its packet loop is let go on without a PUBACK (pitfalls 1 to 4), and the
 * PUBACK is written by `acknowledge`, unless the connection has changed since: then the broker sends it again.
 */
export function createMqttInbox(options: MqttInboxOptions): Inbox {
  const window = options.window ?? 5_000;
  let client: MqttClient | undefined;
  let connection = 0;
  let unacknowledged = 0;
  let paused = false;

  function acknowledgerOf(of: MqttClient, packet: IPublishPacket): () => void {
    const at = connection;
    const { messageId, qos } = packet;
    unacknowledged++;
    return () => {
      if (at !== connection) return;
      unacknowledged--;
      if (qos !== 1 || messageId === undefined || !of.connected) return;
      (of as unknown as Internals)._sendPacket({ cmd: 'puback', messageId, reasonCode: 0 });
    };
  }

  function take(of: MqttClient, receive: Receive): void {
    of.handleMessage = (packet, next) => {
      if (!paused) {
        const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
        receive({
          topic: packet.topic,
          payload,
          duplicate: packet.dup,
          acknowledge: acknowledgerOf(of, packet),
        });
      }
      next(packet.qos === 0 ? undefined : LATER);
    };
    of.on('close', () => {
      connection++;
      unacknowledged = 0;
    });
  }

  return {
    async open(receive) {
      const extra: IClientOptions = {
        clean: false,
        resubscribe: false,
        properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: Math.min(window, 65_535) },
      };
      // What the broker kept for us arrives with the connection: the handler must stand before.
      client = await connect(options, extra, (fresh) => take(fresh, receive));
      await client.subscribeAsync([...options.topics], { qos: 1 });
    },
    async pause() {
      paused = true;
    },
    async close() {
      await client?.endAsync(false);
      client = undefined;
    },
    state(): InboxState {
      const connected = client?.connected ?? false;
      return {
        connected,
        unacknowledged,
        window,
        ...(!connected && { reason: `no connection to the broker` }),
      };
    },
  };
}
