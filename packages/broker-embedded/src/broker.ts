import type { EventEmitter } from 'node:events';
import { type Inbox, LanbiError, type Outgoing, type Publisher } from '@lanbi/model';
import { Aedes, type AuthorizePublishHandler, type Client } from 'aedes';
import { createIntake } from './intake.ts';
import { type Listening, listen } from './listen.ts';
import type { BrokerOptions, Log } from './options.ts';

export interface EmbeddedBroker {
  /** @throws LanbiError address-in-use; configuration-invalid */
  open(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends all connections at once; what was not acknowledged its station sends again. Idempotent. */
  close(): Promise<void>;
  readonly inbox: Inbox;
  readonly publisher: Publisher;
}

/** What only lanbi says (contract, section 1); a client that tries is disconnected. */
const OURS = /^env\/v1\/(results\/|alerts\/|[^/]+\/[^/]+\/errors$)|^\$/;

/** Messages that aedes hands to subscribers side by side; no bound of telemetry. */
const FAN_OUT = 1_000;

/** Says once why a client went; aedes repeats it for every packet of it that was under way. */
function watch(aedes: Aedes, log: Log | undefined): void {
  const gone = (client: Client, error: Error): void => {
    if (!client.closed) log?.warn({ client: client.id, reason: error.message }, 'client disconnected');
  };
  aedes.on('clientError', gone);
  aedes.on('connectionError', gone);
  const events: EventEmitter = aedes; // its types leave this event out
  events.on('error', (error: Error) => log?.error({ reason: error.message }, 'embedded broker'));
}

const ended = (aedes: Aedes): Promise<void> => new Promise((resolve) => aedes.close(() => resolve()));

function publish(aedes: Aedes | undefined, { topic, payload, retain }: Outgoing): Promise<void> {
  if (!aedes) return Promise.reject(new LanbiError('broker-unavailable', 'the embedded broker is not open'));
  const rest = { cmd: 'publish', qos: 1, dup: false } as const;
  return new Promise((resolve, reject) => {
    aedes.publish({ ...rest, topic, payload: Buffer.from(payload), retain }, (cause) =>
      cause ? reject(new LanbiError('broker-unavailable', cause.message, { cause })) : resolve(),
    );
  });
}

/**
 * An MQTT 3.1.1 broker in this process. Telemetry is handed to the inbox from `authorizePublish`, which aedes awaits
 * before it writes the PUBACK: the station's PUBACK comes after our commit. aedes handles the packets of one read of
 * a socket (up to 64 KiB) side by side and reads on when they are settled: a station has several hundred messages
 * under way, one group commit, and is held by TCP beyond. While held its PINGREQ waits too: a station whose messages
 * are not settled for one and a half keepalives is disconnected, and sends them again.
 * Retained messages and sessions live in memory and end with the process.
 */
export function createEmbeddedBroker(options: BrokerOptions): EmbeddedBroker {
  const { host = '127.0.0.1', port, isTelemetry, window = 5_000, log } = options;
  let running: { readonly aedes: Aedes; readonly listening: Listening } | undefined;
  const { inbox, offer } = createIntake(window, () => running !== undefined);

  const authorizePublish: AuthorizePublishHandler = (_client, packet, settle) => {
    if (isTelemetry(packet.topic)) offer(packet, settle);
    else settle(OURS.test(packet.topic) ? new Error(`only lanbi publishes ${packet.topic}`) : null);
  };

  return {
    async open() {
      const aedes = await Aedes.createBroker({ concurrency: FAN_OUT, authorizePublish });
      watch(aedes, log);
      const listening = await listen(aedes.handle, { host, port, log }).catch(async (error) => {
        await ended(aedes);
        throw error;
      });
      running = { aedes, listening };
      return { url: `mqtt://${host}:${listening.port}`, port: listening.port };
    },
    async close() {
      if (!running) return;
      const { aedes, listening } = running;
      running = undefined;
      const { unacknowledged } = inbox.state();
      if (unacknowledged > 0) log?.warn({ unacknowledged }, 'closed before these were acknowledged');
      await inbox.close();
      await Promise.all([ended(aedes), listening.close()]);
    },
    inbox,
    publisher: { publish: (message) => publish(running?.aedes, message) },
  };
}
