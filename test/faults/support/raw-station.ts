import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';
import { onTestFinished } from 'vitest';
import { createProgress, type Progress } from './progress.ts';

/** A station that writes MQTT 3.1.1 packets by hand: any id, any DUP, and gone without a word when it likes. */
export interface RawStation {
  /** Ids of the PUBACKs that have come over all its connections. */
  readonly acknowledged: ReadonlySet<number>;
  readonly pubacks: Progress;
  /** Connects anew; the connection before is gone. */
  connect(): Promise<void>;
  publish(message: { id: number; topic: string; payload: string; dup: boolean }): void;
  /** Cuts the connection: no DISCONNECT, nothing more read. */
  vanish(): void;
  /** Leaves the connection open and neither reads nor writes any more, as a dead modem does. */
  freeze(): void;
  /** Resolves when the other side has ended the connection. */
  ended(): Promise<void>;
}

export interface RawOptions {
  readonly url: string;
  readonly clientId: string;
  readonly keepaliveSeconds?: number;
}

export function createRawStation({ url, clientId, keepaliveSeconds = 60 }: RawOptions): RawStation {
  const acknowledged = new Set<number>();
  const pubacks = createProgress();
  let socket: Socket | undefined;
  onTestFinished(() => void socket?.destroy());

  function reader(welcome: () => void): (chunk: Buffer) => void {
    const reading = parser().on('packet', (packet: Packet) => {
      if (packet.cmd === 'connack') welcome();
      if (packet.cmd !== 'puback' || packet.messageId === undefined) return;
      acknowledged.add(packet.messageId);
      pubacks.add();
    });
    return (chunk) => void reading.parse(chunk);
  }

  const write = (packet: Packet): void => void socket?.write(generate(packet));

  return {
    acknowledged,
    pubacks,
    async connect() {
      socket?.destroy();
      const fresh = connect(Number(new URL(url).port), '127.0.0.1');
      socket = fresh.on('error', () => {});
      await once(fresh, 'connect');
      const welcome = new Promise<void>((resolve) => fresh.on('data', reader(resolve)));
      const protocol = { protocolId: 'MQTT', protocolVersion: 4 } as const;
      write({ cmd: 'connect', clientId, clean: false, keepalive: keepaliveSeconds, ...protocol });
      await welcome;
    },
    publish: ({ id, ...message }) =>
      write({ cmd: 'publish', qos: 1, retain: false, messageId: id, ...message }),
    vanish: () => void socket?.destroy(),
    freeze: () => void socket?.pause(),
    async ended() {
      const frozen = socket;
      if (!frozen || frozen.destroyed) return;
      // A paused socket does not see the end; what is unread is of no interest.
      await new Promise<void>((resolve) => frozen.once('close', () => resolve()).resume());
    },
  };
}
