import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { type Inbox, LanbiError, type Outgoing, type Publisher } from '@lanbi/model';
import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes';
import { ANYONE, mayPublish, mayRetain, maySubscribe, stationOf } from './access.ts';
import { createDoor, type Door } from './door.ts';
import { createIntake, type Intake } from './intake.ts';
import { type Listening, listen } from './listen.ts';
import type { BrokerOptions, Log } from './options.ts';
import { guardPackets } from './packet-guard.ts';
import { REASONS, type Reason, Refusal } from './reasons.ts';
import { createUsers, type Users } from './users.ts';

/** What goes on, for metrics; totals count from the start. */
export interface BrokerState {
  readonly connections: number;
  /** Messages received that wait for the window or for the rate of their station. */
  readonly waiting: number;
  /** How often a station had to wait for its rate. */
  readonly rateLimited: number;
  /** Copies of telemetry that subscribers did not get because they were too slow. */
  readonly copiesDropped: number;
  /** Connections that were closed or not opened. */
  readonly closed: Readonly<Record<Reason, number>>;
}

export interface EmbeddedBroker {
  /** @throws LanbiError address-in-use; configuration-invalid */
  open(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends all connections at once; what was not acknowledged its station sends again. Idempotent. */
  close(): Promise<void>;
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  state(): BrokerState;
}

/** Messages that aedes hands to subscribers side by side, and copies of telemetry that wait for them. */
const FAN_OUT = 1_000;
/** A subscriber that fetches nothing for so long is cut. */
const DRAIN_MS = 10_000;
/** A payload of 1 MiB and its topic: four times what ingest takes, so that it can say why it refuses. */
const PACKET_BYTES = 1025 * 1024;
/** A CONNECT with its last will. */
const CONNECT_BYTES = 64 * 1024;
/** Messages of QoS 2 half way through; the contract's are of QoS 1. */
const QOS_2 = 100;

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

interface Books {
  readonly closed: Record<Reason, number>;
  copies: number;
  copiesDropped: number;
}

/** Says once why a client went, and counts it; aedes repeats it for every packet of it that was under way. */
function watch(aedes: Aedes, { closed }: Books, intake: Intake, log: Log | undefined): void {
  const told = new WeakSet<Client>();
  const gone = (client: Client, error: Error): void => {
    if (told.has(client)) return;
    told.add(client);
    if (error instanceof Refusal) closed[error.reason]++;
    else if (/keep ?alive/.test(error.message)) closed.keepalive++;
    else if (/drain timeout/.test(error.message)) closed['slow-reader']++;
    else if (!('code' in error)) closed.protocol++;
    log?.warn({ client: client.id, reason: error.message }, 'client disconnected');
  };
  aedes.on('clientError', gone);
  aedes.on('connectionError', gone);
  aedes.on('clientDisconnect', (client) => intake.gone(client));
  const events: EventEmitter = aedes; // its types leave this event out
  events.on('error', (error: Error) => log?.error({ reason: error.message }, 'embedded broker'));
}

function rules(door: Door, intake: Intake, isTelemetry: BrokerOptions['isTelemetry']): AedesOptions {
  return {
    preConnect(client, packet, done) {
      door.announce(client, packet);
      done(null, true);
    },
    authenticate: door.authenticate,
    authorizePublish(client, packet, settle) {
      const who = (client && door.who(client)) ?? ANYONE;
      const { topic } = packet;
      if (!client || !mayPublish(who, topic))
        return settle(new Refusal('not-authorized', `${topic} is not for this client to publish`));
      packet.retain &&= mayRetain(topic);
      if (isTelemetry(topic)) intake.offer(client, stationOf(who, topic), packet, settle);
      else settle(null);
    },
    authorizeSubscribe(client, subscription, done) {
      const who = door.who(client);
      done(null, who && maySubscribe(who, subscription.topic) ? subscription : null);
    },
  };
}

/** Whoever subscribed to telemetry gets it when it is stored; whoever is slow does not hold up anybody. */
function copy(aedes: Aedes | undefined, books: Books, message: PublishPacket): void {
  if (!aedes) return;
  if (books.copies >= FAN_OUT) {
    books.copiesDropped++;
    return;
  }
  books.copies++;
  aedes.publish(message, () => {
    books.copies--;
  });
}

/**
 * An MQTT 3.1.1 broker in this process. Telemetry is taken out of aedes' hands in `authorizePublish`, and its PUBACK is
 * written after our commit (`createIntake`). Retained messages live in memory and end with the process, sessions end
 * with their connection.
 */
export function createEmbeddedBroker(options: BrokerOptions): EmbeddedBroker {
  const { host = '127.0.0.1', port, isTelemetry, window = 5_000, maxConnections = 1_000, log, tls } = options;
  const maxPacketBytes = options.maxPacketBytes ?? PACKET_BYTES;
  const users: Users | undefined = options.usersFile ? createUsers(options.usersFile, log) : undefined;
  const closed = Object.fromEntries(REASONS.map((reason) => [reason, 0])) as Record<Reason, number>;
  const books: Books = { closed, copies: 0, copiesDropped: 0 };
  const door = createDoor(users);
  let running: { readonly aedes: Aedes; readonly listening: Listening } | undefined;
  const intake = createIntake({
    window,
    stationWindow: options.stationWindow ?? Math.max(Math.min(window, 100), Math.floor(window / 10)),
    stationRate: options.stationRate ?? 1_000,
    isOpen: () => running !== undefined,
    settled: (message) => copy(running?.aedes, books, message),
    slowReader() {
      closed['slow-reader']++;
    },
  });

  function welcome(aedes: Aedes, socket: Socket): void {
    const client = aedes.handle(socket);
    guardPackets(
      socket,
      () => (door.who(client) ? maxPacketBytes : Math.min(CONNECT_BYTES, maxPacketBytes)),
      (bytes) => {
        closed['packet-too-large']++;
        log?.warn(
          { client: client.id, bytes, maxPacketBytes },
          'a packet is too large, its connection is closed',
        );
      },
    );
  }

  return {
    async open() {
      await users?.open();
      const limits = { concurrency: FAN_OUT, drainTimeout: DRAIN_MS, maxInflightInbound: QOS_2 };
      const aedes = await Aedes.createBroker({ ...limits, ...rules(door, intake, isTelemetry) });
      watch(aedes, books, intake, log);
      const tooMany = (): void => void closed.connections++;
      const listening = await listen((socket) => welcome(aedes, socket), {
        ...{ host, port, tls, maxConnections, tooMany, log },
      }).catch(async (error) => {
        await ended(aedes);
        throw error;
      });
      running = { aedes, listening };
      return { url: `${tls ? 'mqtts' : 'mqtt'}://${host}:${listening.port}`, port: listening.port };
    },
    async close() {
      if (!running) return;
      const { aedes, listening } = running;
      const { unacknowledged } = intake.inbox.state();
      running = undefined;
      if (unacknowledged > 0) log?.warn({ unacknowledged }, 'closed before these were acknowledged');
      await intake.inbox.close();
      await Promise.all([ended(aedes), listening.close()]);
    },
    inbox: intake.inbox,
    publisher: { publish: (message) => publish(running?.aedes, message) },
    state: () => ({
      connections: running?.listening.connections() ?? 0,
      waiting: intake.waiting(),
      rateLimited: intake.limited(),
      copiesDropped: books.copiesDropped,
      closed: { ...closed },
    }),
  };
}
