import type { Socket } from 'node:net';
import { TokenBucket } from '@lanbi/flow';
import { createInbound, type InboundRules } from './inbound.ts';

/** The bytes of a logged-in connection on their way to aedes. */
export interface Stream {
  /** Aedes has answered the CONNECT: the bytes behind it may follow. */
  release(): void;
  /** Charges the connection. Beyond its rate it is not read for a while. */
  spend(cost: number): void;
}

export interface StreamOptions extends Omit<InboundRules, 'packet'> {
  /** The bytes of the CONNECT. */
  readonly connect: Buffer;
  /** The bytes that arrived behind it. */
  readonly behind: Buffer;
  readonly tooLarge: (bytes: number) => void;
}

/** Control packets and dropped messages a second, ten times as many at once. */
const PER_SECOND = 1_000;
/** Acknowledgements (MQTT 3.1.1: types 4 to 7) cost a tenth, since a subscriber sends one for each message. */
const costOf = (type: number): number => (type === 3 ? 0 : type >= 4 && type <= 7 ? 0.1 : 1);

/**
 * Replaces `read()` of a socket, by which aedes takes its bytes: first the CONNECT alone, then, when aedes has answered
 * it, the packets that the rules let pass.
 */
export function createStream(socket: Socket, options: StreamOptions): Stream {
  const bucket = new TokenBucket(PER_SECOND, () => performance.now());
  const inbound = createInbound({ ...options, packet: (type) => bucket.spend(costOf(type)) });
  const read = socket.read.bind(socket);
  let { connect, behind }: { connect: Buffer | undefined; behind: Buffer | undefined } = options;
  let released = false;
  let timer: NodeJS.Timeout | undefined;

  const readable = (): void => void socket.emit('readable');

  function next(size?: number): Buffer | null {
    const held = behind;
    behind = undefined;
    return held && held.length > 0 ? held : (read(size) as Buffer | null);
  }

  /** Whether the connection is over its rate. Aedes reads again when the pause is over. */
  function pause(): boolean {
    const wait = bucket.wait();
    if (wait === 0) return false;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!socket.destroyed) readable();
    }, wait);
    return true;
  }

  function filtered(size?: number): Buffer | null {
    for (let chunk = next(size); chunk !== null; chunk = next(size)) {
      const passed = inbound(chunk);
      if ('tooLarge' in passed) {
        options.tooLarge(passed.tooLarge);
        socket.destroy();
        return null;
      }
      if (passed.bytes.length > 0) return passed.bytes;
    }
    return null;
  }

  socket.read = (size?: number) => {
    if (size === 0) return read(0);
    const first = connect;
    connect = undefined;
    if (first) return first;
    return !released || pause() ? null : filtered(size);
  };
  socket.once('close', () => clearTimeout(timer));
  // aedes begins to listen in this tick.
  process.nextTick(readable);
  return {
    release() {
      released = true;
      setImmediate(readable);
    },
    spend: (cost) => bucket.spend(cost),
  };
}
