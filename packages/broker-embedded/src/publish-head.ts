/** The part of a packet before its payload. */
export interface Head {
  /** The four bits of MQTT 3.1.1, table 2.1. */
  readonly type: number;
  /** Of header and body. */
  readonly bytes: number;
  /** Of a PUBLISH. */
  readonly publish?: {
    readonly topic: string;
    /** The first byte: type, DUP, QoS and RETAIN. */
    readonly first: number;
    /** Two bytes, or none with QoS 0. */
    readonly id: Uint8Array;
  };
}

export const PUBLISH = 3;

/** The topic of stand-ins: valid for aedes, and no client may publish to it. */
const STAND_IN = Buffer.from('$lanbi/not-taken');

/** Levels of a topic that aedes can match. */
const LEVELS = 100;

/** The remaining length (MQTT 3.1.1, 2.2.3); undefined while bytes of it are missing. */
export function remainingLength(bytes: Buffer, at: number): { length: number; header: number } | undefined {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at + 1 + i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 128 ** i;
    if ((byte & 0x80) === 0) return { length, header: 2 + i };
  }
  return { length, header: 5 };
}

/** The head of the packet at `at`; undefined while bytes of it are missing. */
export function headAt(bytes: Buffer, at: number): Head | undefined {
  const found = remainingLength(bytes, at);
  if (!found) return undefined;
  const first = bytes[at] ?? 0;
  const head = { type: first >> 4, bytes: found.header + found.length };
  if (head.type !== PUBLISH || found.length < 2) return head;
  const body = at + found.header;
  if (bytes.length < body + 2) return undefined;
  const topicBytes = bytes.readUInt16BE(body);
  const idBytes = (first & 0b110) === 0 ? 0 : 2;
  if (2 + topicBytes + idBytes > found.length) return head; // malformed: aedes ends the connection
  const end = body + 2 + topicBytes + idBytes;
  if (bytes.length < end) return undefined;
  const topic = bytes.toString('utf8', body + 2, body + 2 + topicBytes);
  return { ...head, publish: { topic, first, id: bytes.subarray(end - idBytes, end) } };
}

/** Whether a PUBLISH may have this topic (MQTT 3.1.1, 3.3.2-2 and 4.7). */
export const isTopic = (topic: string): boolean =>
  topic !== '' && !/[+#\0]/.test(topic) && topic.split('/').length <= LEVELS;

/** A PUBLISH of the same QoS and packet id with an empty payload: aedes answers it as it would answer the original. */
export function standIn({ first, id }: { readonly first: number; readonly id: Uint8Array }): Buffer {
  const length = 2 + STAND_IN.length + id.length;
  return Buffer.concat([Uint8Array.of(first & ~1, length, 0, STAND_IN.length), STAND_IN, id]);
}

export const isStandIn = (topic: string): boolean => topic === STAND_IN.toString();
