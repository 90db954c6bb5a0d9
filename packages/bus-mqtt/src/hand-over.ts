import type { Receive } from '@lanbi/model';
import type { IPublishPacket, MqttClient } from 'mqtt';

/** The deliveries of one network connection. */
interface Connection {
  readonly stream: MqttClient['stream'] | undefined;
  unacknowledged: number;
  /** Packet ids whose PUBACKs are written at the end of this tick. */
  readonly due: number[];
}

/**
 * Encodes PUBACKs of four bytes each: the reason code of success is omitted, as on 3.1.1 (MQTT 5, 3.4.2.1). MQTT.js would
 * write them one by one at 8 µs each.
 */
function pubacks(ids: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * 4);
  for (const [i, id] of ids.entries()) bytes.writeUInt32BE(0x40020000 + id, i * 4);
  return bytes;
}

export interface HandOver {
  unacknowledged(): number;
  /** Since the start. */
  readonly totals: Readonly<Totals>;
  /** Stops deliveries; QoS 1 messages are redelivered on the next connection. */
  pause(): void;
  /** Writes pending PUBACKs before anything else is written. */
  flush(): void;
}

interface Totals {
  redelivered: number;
  droppedAcknowledgements: number;
}

/** Makes MQTT.js continue without a PUBACK of its own. */
const LATER = new Error('acknowledged after the commit');

const bytesOf = ({ payload }: IPublishPacket): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

/**
 * Delivers every message of a client at once and writes its PUBACK when `acknowledge` is called. MQTT.js would acknowledge
 * before the message is stored, or block its packet loop (and PINGRESP) until then. Its `handleMessage` therefore gets an
 * error at once, which means only "no PUBACK, next packet".
 * An acknowledgement is dropped if its connection is closed: packet ids belong to one connection.
 * Messages of other shards and echoes are acknowledged at once and not delivered.
 * The PUBACKs of one tick are sent in one write.
 */
export function handOver(client: MqttClient, receive: Receive, isOurs: (topic: string) => boolean): HandOver {
  let paused = false;
  let last: Connection = { stream: undefined, unacknowledged: 0, due: [] };
  const totals: Totals = { redelivered: 0, droppedAcknowledgements: 0 };

  function current(): Connection {
    if (last.stream !== client.stream) last = { stream: client.stream, unacknowledged: 0, due: [] };
    return last;
  }

  function flush(by: Connection = last): void {
    const ids = by.due.splice(0);
    if (ids.length > 0 && by === current() && client.connected) client.stream.write(pubacks(ids));
  }

  function acknowledge(packet: IPublishPacket, by: Connection): void {
    const messageId = packet.qos > 0 ? packet.messageId : undefined;
    if (by !== current() || !client.connected || client.disconnecting) {
      if (messageId !== undefined) totals.droppedAcknowledgements++;
      return;
    }
    by.unacknowledged--;
    if (messageId === undefined) return;
    if (by.due.push(messageId) === 1) process.nextTick(flush, by);
  }

  function take(packet: IPublishPacket): void {
    const by = current();
    by.unacknowledged++;
    if (packet.dup) totals.redelivered++;
    receive({
      topic: packet.topic,
      payload: bytesOf(packet),
      duplicate: packet.dup,
      ...(packet.retain && { retained: true }),
      acknowledge: () => acknowledge(packet, by),
    });
  }

  client.handleMessage = (packet, next) => {
    // No message for the receiver: MQTT.js acknowledges it.
    if (!isOurs(packet.topic)) return next();
    // A message parsed before the connection closed may still arrive here; it is redelivered later.
    if (!paused && client.connected) take(packet);
    next(packet.qos === 0 ? undefined : LATER);
  };

  return {
    totals,
    flush,
    unacknowledged: () => (client.connected ? current().unacknowledged : 0),
    pause() {
      paused = true;
    },
  };
}
