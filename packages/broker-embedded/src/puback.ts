import type { Client } from 'aedes';

/** Unread bytes at which a client is disconnected: 16,000 PUBACKs. */
const UNREAD_BYTES = 64 * 1024;

/**
 * Writes a PUBACK (MQTT 3.1.1, 3.4); those of one tick are sent in one write. Disconnects a client that does not read
 * them, and answers false then.
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
