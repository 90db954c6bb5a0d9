import { createServer, type Server } from 'node:net';
import {
  type Delivery,
  type Inbox,
  LanbiError,
  type Outgoing,
  type Publisher,
  type Receive,
} from '@lanbi/model';
import { Aedes, type PublishPacket } from 'aedes';

export interface BrokerOptions {
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether a topic carries telemetry, which goes to the inbox before it is acknowledged. */
  readonly isTelemetry: (topic: string) => boolean;
}

export interface EmbeddedBroker {
  /** @throws LanbiError address-in-use */
  open(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends all connections at once. Idempotent. */
  close(): Promise<void>;
  readonly inbox: Inbox;
  readonly publisher: Publisher;
}

type Settle = (error?: Error | null) => void;

/** What only lanbi says; a client that tries is disconnected. */
const OURS = /^env\/v1\/(results\/|alerts\/|[^/]+\/[^/]+\/errors$)|^\$/;

/**
 * An MQTT 3.1.1 broker in this process. Telemetry is handed to the inbox from `authorizePublish`, which aedes
 * awaits before it writes the PUBACK: the station's PUBACK comes after our commit. aedes handles the packets of
 * one read of a socket (64 KiB) side by side and reads on when all are settled, which bounds what is unacknowledged.
 */
export function createEmbeddedBroker({
  host = '127.0.0.1',
  port,
  isTelemetry,
}: BrokerOptions): EmbeddedBroker {
  let receive: Receive | undefined;
  let unacknowledged = 0;
  let aedes: Aedes | undefined;
  let server: Server | undefined;

  function hand(packet: PublishPacket, settle: Settle): void {
    if (!receive) {
      settle(new Error('telemetry is not taken now'));
      return;
    }
    unacknowledged++;
    const delivery: Delivery = {
      topic: packet.topic,
      payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
      duplicate: packet.dup,
      acknowledge() {
        unacknowledged--;
        settle(null);
      },
    };
    receive(delivery);
  }

  function authorizePublish(packet: PublishPacket, settle: Settle): void {
    if (isTelemetry(packet.topic)) hand(packet, settle);
    else settle(OURS.test(packet.topic) ? new Error('only lanbi publishes here') : null);
  }

  const listen = (on: Server): Promise<number> =>
    new Promise((resolve, reject) => {
      on.once('error', (cause: NodeJS.ErrnoException) =>
        reject(
          cause.code === 'EADDRINUSE'
            ? new LanbiError(
                'address-in-use',
                `port ${port} for the embedded broker is in use; set LANBI_MQTT_PORT`,
                { cause },
              )
            : cause,
        ),
      );
      on.listen(port, host, () => {
        const address = on.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });

  return {
    async open() {
      aedes = await Aedes.createBroker({
        concurrency: 1_000,
        authorizePublish: (_client, packet, settle) => authorizePublish(packet, settle as Settle),
      });
      server = createServer(aedes.handle);
      const open = await listen(server);
      return { url: `mqtt://${host}:${open}`, port: open };
    },
    async close() {
      const [running, closing] = [aedes, server];
      aedes = undefined;
      server = undefined;
      receive = undefined;
      if (running) await new Promise<void>((resolve) => running.close(() => resolve()));
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
    },
    inbox: {
      async open(handler) {
        receive = handler;
      },
      async pause() {
        receive = undefined;
      },
      close: async () => {},
      state: () => ({ connected: aedes !== undefined, unacknowledged, window: Number.MAX_SAFE_INTEGER }),
    },
    publisher: { publish: (message) => publish(aedes, message) },
  };
}

function publish(aedes: Aedes | undefined, { topic, payload, retain }: Outgoing): Promise<void> {
  if (!aedes) return Promise.reject(new LanbiError('broker-unavailable', 'the embedded broker is not open'));
  const packet = {
    cmd: 'publish',
    topic,
    payload: Buffer.from(payload),
    retain,
    qos: 1,
    dup: false,
  } as const;
  return new Promise((resolve, reject) => {
    aedes.publish(packet, (cause) =>
      cause ? reject(new LanbiError('broker-unavailable', cause.message, { cause })) : resolve(),
    );
  });
}
