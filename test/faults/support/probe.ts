import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { TELEMETRY_TOPICS } from '@lanbi/wire';
import { type Packet, parser } from 'mqtt-packet';
import { onTestFinished } from 'vitest';
import { createProgress, type Progress } from './progress.ts';
import { numberOf } from './readings.ts';

/**
 * A line between the program and its broker that reads along: what the broker delivered to our session, and which
 * of it we acknowledged. A PUBACK counts when it has left the program and is on its way to the broker.
 */
export interface Probe {
  readonly url: string;
  readonly acknowledged: ReadonlySet<number>;
  /** Rises with each message that the broker delivers, and with each PUBACK. */
  readonly deliveries: Progress;
  readonly pubacks: Progress;
  /** Rises when the broker has granted the subscription to telemetry; that of an echo or of retained topics does not count. */
  readonly subscriptions: Progress;
  /** Deliveries with DUP set. */
  readonly redelivered: number;
  /** Goes silent in both directions with all connections left open (half-open), as a dead modem does. */
  freeze(): void;
  /** Cuts every connection; new ones pass. */
  cut(): void;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

const TELEMETRY: readonly string[] = TELEMETRY_TOPICS;

const isTelemetry = ({ topic }: { readonly topic: string }): boolean => TELEMETRY.includes(topic);

export async function startProbe(port: number): Promise<Probe> {
  const acknowledged = new Set<number>();
  const [deliveries, pubacks, subscriptions] = [createProgress(), createProgress(), createProgress()];
  const pairs = new Set<Pair>();
  let redelivered = 0;

  /** Reads one connection; packet ids mean nothing beyond it. */
  function reader() {
    const open = new Map<number, number>();
    const asked = new Set<number>();
    const up = parser();
    let down: ReturnType<typeof parser> | undefined;
    const fromBroker = (packet: Packet): void => {
      if (packet.cmd === 'suback' && asked.delete(packet.messageId ?? 0)) subscriptions.add();
      if (packet.cmd !== 'publish' || !packet.messageId) return;
      open.set(packet.messageId, numberOf(Buffer.from(packet.payload)));
      if (packet.dup) redelivered += 1;
      deliveries.add();
    };
    const fromUs = (packet: Packet): void => {
      if (packet.cmd === 'connect')
        down = parser({ protocolVersion: packet.protocolVersion ?? 4 }).on('packet', fromBroker);
      if (packet.cmd === 'subscribe' && packet.subscriptions.some(isTelemetry))
        asked.add(packet.messageId ?? 0);
      const n = packet.cmd === 'puback' ? open.get(packet.messageId ?? 0) : undefined;
      if (n === undefined) return;
      acknowledged.add(n);
      pubacks.add();
    };
    up.on('packet', fromUs);
    return { up: (chunk: Buffer) => up.parse(chunk), down: (chunk: Buffer) => down?.parse(chunk) };
  }

  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair: Pair = { near, far };
    const read = reader();
    pairs.add(pair);
    // Handed on before it is read: what a kill cuts off is neither acknowledged nor counted.
    near.on('data', (chunk) => far.write(chunk) || true).on('data', read.up);
    far.on('data', (chunk) => near.write(chunk) || true).on('data', read.down);
    near.on('error', () => {}).on('close', () => far.end());
    far.on('error', () => {}).on('close', () => near.destroy());
    near.on('close', () => pairs.delete(pair));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  return {
    url: `mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    acknowledged,
    deliveries,
    pubacks,
    subscriptions,
    get redelivered() {
      return redelivered;
    },
    freeze() {
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.pause();
    },
    cut,
  };
}
