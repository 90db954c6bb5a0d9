import type { Receive } from '@lanbi/model';
import type { IPublishPacket, MqttClient } from 'mqtt';

/** What was handed over by one network connection. */
interface Connection {
  readonly stream: MqttClient['stream'] | undefined;
  unacknowledged: number;
  /** Packet ids whose PUBACK leaves at the end of this tick. */
  readonly due: number[];
}

/**
 * PUBACKs, four bytes each: the reason code of success is left out, as on 3.1.1 (MQTT 5, 3.4.2.1). Written by
 * ourselves, since MQTT.js takes them one by one at 8 µs each.
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
  /** From now on nothing is handed over; QoS 1 comes again with the next connection. */
  pause(): void;
  /** Writes what was acknowledged just now, before something else is written. */
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
 * Hands every message of a client over at once and writes its PUBACK when `acknowledge` is called. MQTT.js would
 * acknowledge before anything is stored, or hold up its packet loop (and with it PINGRESP) until we have stored:
 * its `handleMessage` is answered at once with an error, which means "no PUBACK, next packet" and nothing else.
 * A packet id means nothing on another connection, so an acknowledgement is dropped when its connection is gone.
 * What is not ours (another shard's, an echo) is acknowledged at once and not handed over.
 * PUBACKs of one tick leave in one write.
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
    // Of nobody's concern here: MQTT.js acknowledges it.
    if (!isOurs(packet.topic)) return next();
    // What was parsed before the connection went may still come by; it will come again.
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
