import type { Duplex } from 'node:stream';

/** What the header of a packet says, while its bytes go by. */
interface Header {
  /** Bytes of the remaining length seen so far; at most four (MQTT 3.1.1, 2.2.3). */
  bytes: number;
  length: number;
}

/**
 * Walks over the packets of a stream of bytes by their headers. The answer is the length of the first packet that is
 * larger than `limit()`, as soon as its header is known.
 */
export function createPacketWalk(limit: () => number): (chunk: Uint8Array) => number | undefined {
  let body = 0; // bytes of the current packet that are still to come
  let header: Header | undefined;

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (body > 0) {
        const step = Math.min(body, chunk.length - at);
        body -= step;
        at += step;
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (!header) {
        header = { bytes: 0, length: 0 };
        continue;
      }
      header.length += (byte & 0x7f) * 128 ** header.bytes++;
      if (header.length > limit()) return header.length;
      if (byte & 0x80) continue;
      body = header.length;
      header = undefined;
    }
    return undefined;
  };
}

/**
 * Cuts a connection at the header of a packet that is too large. aedes would collect up to 256 MiB of it; it takes
 * its bytes by `read()`, so that is where we look first.
 */
export function guardPackets(conn: Duplex, limit: () => number, tooLarge: (bytes: number) => void): void {
  const walk = createPacketWalk(limit);
  const read = conn.read.bind(conn);
  conn.read = (size?: number) => {
    const chunk: unknown = read(size);
    const found = chunk instanceof Uint8Array ? walk(chunk) : undefined;
    if (found === undefined) return chunk;
    tooLarge(found);
    conn.destroy();
    return null;
  };
}
