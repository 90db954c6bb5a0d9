import type { Receive } from '@lanbi/model';
import type { IPublishPacket, MqttClient } from 'mqtt';

/** MQTT.js declares it private; we write PUBACKs by ourselves, after the commit. */
interface Internals {
  _sendPacket(packet: { cmd: 'puback'; messageId: number; reasonCode: number }): void;
}

/** What was handed over by one network connection. */
interface Connection {
  readonly stream: unknown;
  unacknowledged: number;
}

export interface HandOver {
  unacknowledged(): number;
  /** Since the start. */
  readonly totals: Readonly<Totals>;
  /** From now on nothing is handed over; QoS 1 comes again with the next connection. */
  pause(): void;
}

interface Totals {
  redelivered: number;
  droppedAcknowledgements: number;
}

/** Tells MQTT.js to go on without a PUBACK of its own. */
const LATER = new Error('acknowledged after the commit');

const bytesOf = ({ payload }: IPublishPacket): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

/**
 * Hands every message of a client over at once and writes its PUBACK when `acknowledge` is called. MQTT.js would
 * acknowledge before anything is stored, or hold up its packet loop (and with it PINGRESP) until we have stored:
 * its `handleMessage` is answered at once with an error, which means "no PUBACK, next packet" and nothing else.
 * A packet id means nothing on another connection, so an acknowledgement is dropped when its connection is gone.
 * What is not ours (another shard's, an echo) is acknowledged at once and not handed over.
 * mqtt-packet corks the stream until the next tick: PUBACKs of one tick leave in one write.
 */
export function handOver(client: MqttClient, receive: Receive, isOurs: (topic: string) => boolean): HandOver {
  let paused = false;
  let last: Connection = { stream: undefined, unacknowledged: 0 };
  const totals: Totals = { redelivered: 0, droppedAcknowledgements: 0 };

  function current(): Connection {
    if (last.stream !== client.stream) last = { stream: client.stream, unacknowledged: 0 };
    return last;
  }

  function acknowledge(packet: IPublishPacket, by: Connection): void {
    const messageId = packet.qos > 0 ? packet.messageId : undefined;
    if (by !== current() || !client.connected || client.disconnecting) {
      if (messageId !== undefined) totals.droppedAcknowledgements++;
      return;
    }
    by.unacknowledged--;
    if (messageId === undefined) return;
    (client as unknown as Internals)._sendPacket({ cmd: 'puback', messageId, reasonCode: 0 });
  }

  function take(packet: IPublishPacket): void {
    const by = current();
    by.unacknowledged++;
    if (packet.dup) totals.redelivered++;
    receive({
      topic: packet.topic,
      payload: bytesOf(packet),
      duplicate: packet.dup,
      acknowledge: () => acknowledge(packet, by),
    });
  }

  client.handleMessage = (packet, next) => {
    // Of nobody's concern here: MQTT.js acknowledges it.
    if (!isOurs(packet.topic)) return next();
    // What was parsed before the connection went may still come by; it will come again.
    if (!paused && client.connected) take(packet);
    next(packet.qos === 0 ? undefined : LATER);
  };

  return {
    totals,
    unacknowledged: () => (client.connected ? current().unacknowledged : 0),
    pause() {
      paused = true;
    },
  };
}
