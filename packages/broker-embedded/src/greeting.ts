import type { Socket } from 'node:net';
import { remainingLength } from './publish-head.ts';

/** Collects what a connection sends until it is logged in, so that aedes has to do with those only that are. */
export interface Greeting {
  /** Takes what came behind the CONNECT; nothing is collected any more. */
  end(): Buffer;
}

export interface GreetingOptions {
  readonly maxConnectBytes: number;
  readonly connect: (bytes: Buffer) => void;
  /** It cannot be a CONNECT, by the first bytes. */
  /** Nothing more is read of it. */
  readonly wrong: (reason: 'protocol' | 'packet-too-large', bytes: number) => void;
}

const CONNECT_BYTE = 0x10;
/** What may wait behind the CONNECT; beyond it TCP holds the client. */
const BEHIND_BYTES = 64 * 1024;

export function createGreeting(socket: Socket, options: GreetingOptions): Greeting {
  const chunks: Buffer[] = [];
  let size = 0;
  let needed: number | undefined;
  let done = false;

  const taken = (): Buffer => Buffer.concat(chunks.splice(0));

  /** The length of the first packet, as soon as its header is here. */
  function look(): void {
    if (needed !== undefined || size === 0) return;
    const bytes = taken();
    chunks.push(bytes);
    const found = remainingLength(bytes, 0);
    needed = found && found.header + found.length;
    if (bytes[0] !== CONNECT_BYTE) refuse('protocol', size);
    else if (needed !== undefined && needed > options.maxConnectBytes) refuse('packet-too-large', needed);
  }

  function refuse(reason: 'protocol' | 'packet-too-large', bytes: number): void {
    done = true;
    socket.off('readable', onReadable);
    chunks.length = 0;
    size = BEHIND_BYTES;
    options.wrong(reason, bytes);
  }

  function complete(): void {
    if (done || needed === undefined || size < needed) return;
    done = true;
    const bytes = taken();
    const behind = bytes.subarray(needed);
    size = behind.length;
    if (size > 0) chunks.push(behind);
    options.connect(bytes.subarray(0, needed));
  }

  /** Goes on while the log-in is checked, so that a client that leaves is noticed. */
  function onReadable(): void {
    while (!done || size < BEHIND_BYTES) {
      const chunk: unknown = socket.read();
      if (!(chunk instanceof Buffer)) return;
      chunks.push(chunk);
      size += chunk.length;
      if (!done) look();
      complete();
    }
  }

  socket.on('readable', onReadable);
  return {
    end() {
      socket.off('readable', onReadable);
      return taken();
    },
  };
}
