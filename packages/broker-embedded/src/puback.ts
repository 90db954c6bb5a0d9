import type { Client } from 'aedes';

/** A client that sends and does not read what we answer: 16,000 PUBACKs that it has not fetched. */
const UNREAD_BYTES = 64 * 1024;

/**
 * Writes a PUBACK (MQTT 3.1.1, 3.4). Those of one tick leave in one write. Answers false when the client no longer
 * reads, and has cut it then.
 */
export function writePuback({ conn, closed }: Client, messageId: number): boolean {
  if (closed || conn.destroyed) return true;
  if (conn.writableLength > UNREAD_BYTES) {
    conn.destroy();
    return false;
  }
  if (conn.writableCorked === 0) {
    conn.cork();
    process.nextTick(() => conn.uncork());
  }
  conn.write(Uint8Array.of(0x40, 2, messageId >> 8, messageId & 0xff));
  return true;
}
