import type { Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { type Clock, type Inbox, LanbiError, type Outgoing, type Publisher } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { Aedes, type PublishPacket } from 'aedes';
import { mayWill } from './access.ts';
import { createChecks } from './checks.ts';
import { type Counts, drop, type Parts, READERS, rules, watch } from './clients.ts';
import { createCredentials } from './credentials.ts';
import { createDrops } from './drops.ts';
import { createIntake } from './intake.ts';
import { type Listening, listen } from './listen.ts';
import { createLogins, type Login, type Mqtt5 } from './logins.ts';
import type { BrokerOptions } from './options.ts';
import { createPlaces, type PlaceLimits } from './places.ts';
import { type Drop, REASONS, type Reason } from './reasons.ts';
import { createSparingLog } from './sparing-log.ts';
import { createStream } from './stream.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createUsers } from './users.ts';

/** What goes on, for metrics; totals count from the start. */
export interface BrokerState {
  /** Clients that are logged in. */
  readonly connections: number;
  /** Connections that are not logged in yet. */
  readonly pending: number;
  /** Log-ins that wait for the check of their password. */
  readonly waitingLogins: number;
  /** Messages received that wait for the window or for the rate of their station. */
  readonly waiting: number;
  /** How often a station had to wait for its rate. */
  readonly rateLimited: number;
  /** Copies of telemetry that subscribers did not get because they were too slow. */
  readonly copiesDropped: number;
  /** Messages that were acknowledged and dropped. */
  readonly dropped: Readonly<Record<Drop, number>>;
  readonly subscriptionsRefused: number;
  readonly mqtt5: Mqtt5;
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
/** A CONNECT with its last will, and any other packet that is no PUBLISH. */
const CONTROL_BYTES = 64 * 1024;
/** Messages of QoS 2 half way through: those of one read of the socket; aedes keeps them without their payload. */
const QOS_2 = 2_000;
const systemClock: Clock = { now: () => instant(Date.now()) };

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

/** Whoever subscribed to telemetry gets it when it is stored; whoever is slow does not hold up anybody. */
function copy(aedes: Aedes | undefined, counts: Counts, message: PublishPacket): void {
  if (!aedes) return;
  if (counts.copies >= FAN_OUT) {
    counts.copiesDropped++;
    return;
  }
  counts.copies++;
  aedes.publish(message, () => {
    counts.copies--;
  });
}

function limitsOf(options: BrokerOptions): PlaceLimits {
  const { maxConnections = 1_000, maxPending = 1_000 } = options;
  return {
    maxConnections,
    maxConnectionsPerAddress: options.maxConnectionsPerAddress ?? maxConnections,
    maxPending,
    maxPendingPerAddress: options.maxPendingPerAddress ?? 500,
    connectMs: options.connectMs ?? 5_000,
  };
}

/** Log-ins with users, or without. */
function loginsOf(options: BrokerOptions, parts: Parts, enter: (socket: Socket, login: Login) => void) {
  const { usersFile, log, clock = systemClock } = options;
  const users = usersFile ? createUsers(usersFile, log) : undefined;
  const checks = createChecks({
    concurrent: options.passwordChecks ?? (availableParallelism() > 3 ? 2 : 1),
    maxWaiting: options.maxWaitingLogins ?? 1_000,
    now: () => performance.now(),
  });
  const places = createPlaces(limitsOf(options), ({ address }, why) => {
    parts.counts.closed[why]++;
    parts.log.warn(JSON.stringify([why, address]), { address, reason: why }, 'a connection was closed');
  });
  const maxSessions = options.maxSessions ?? 10;
  const logins = createLogins({
    ...{ places, users, checks, clock, enter, log: parts.log },
    find: users && createCredentials(users, checks),
    maxConnectBytes: Math.min(CONTROL_BYTES, options.maxPacketBytes ?? PACKET_BYTES),
    maxSessions: (who) => (who.role === 'reader' ? READERS * maxSessions : maxSessions),
    closed: (reason) => void parts.counts.closed[reason]++,
  });
  return { users, checks, places, logins };
}

/** Gives a client that is logged in to aedes. */
function enter(aedes: Aedes, parts: Parts, options: BrokerOptions, socket: Socket, login: Login): void {
  const { counts, log, logins, streams } = parts;
  const { id: client, address, connect, behind, who, packet } = login;
  const maxPublishBytes = options.maxPacketBytes ?? PACKET_BYTES;
  logins.set(socket, login);
  const stream = createStream(socket, {
    ...{ connect, behind, maxPublishBytes, maxOtherBytes: Math.min(CONTROL_BYTES, maxPublishBytes) },
    dropped: (reason, topic, bytes) => drop(parts, options, socket, { reason, topic, bytes }),
    tooLarge(bytes) {
      counts.closed['packet-too-large']++;
      const context = { client, address, bytes };
      log.warn(JSON.stringify(['large', client]), context, 'a packet is too large, its connection is closed');
    },
  });
  streams.set(socket, stream);
  const { will } = packet;
  if (will && !mayWill(who, will.topic, will.payload.length)) {
    const what = { topic: will.topic, bytes: will.payload.length };
    drop(parts, options, socket, { reason: 'will-not-allowed', ...what });
  }
  aedes.handle(socket);
}

/**
 * An MQTT 3.1 and 3.1.1 broker in this process. A connection is logged in before aedes has to do with it. Telemetry is
 * taken out of aedes' hands in `authorizePublish`, and its PUBACK is written after our commit (`createIntake`). Retained
 * messages live in memory and end with the process, sessions end with their connection.
 */
export function createEmbeddedBroker(options: BrokerOptions): EmbeddedBroker {
  const { host = '127.0.0.1', port, window = 5_000, log, tls, clock = systemClock } = options;
  const closed = Object.fromEntries(REASONS.map((reason) => [reason, 0])) as Record<Reason, number>;
  const counts: Counts = { closed, copies: 0, copiesDropped: 0 };
  const sparing = createSparingLog(log, () => performance.now());
  let running: { readonly aedes: Aedes; readonly listening: Listening } | undefined;
  const intake = createIntake({
    window,
    stationWindow: options.stationWindow ?? Math.max(Math.min(window, 100), Math.floor(window / 10)),
    stationRate: options.stationRate ?? 1_000,
    isOpen: () => running !== undefined,
    settled: (message) => copy(running?.aedes, counts, message),
    slowReader() {
      closed['slow-reader']++;
    },
  });
  const drops = createDrops({
    ...{ clock, log: sparing },
    publish: (topic, payload) =>
      void publish(running?.aedes, { topic, payload, retain: false }).catch(() => {}),
  });
  const subscriptions = createSubscriptions();
  const known = { logins: new WeakMap(), streams: new WeakMap() };
  const parts: Parts = { counts, log: sparing, intake, drops, subscriptions, ...known };
  const { users, checks, places, logins } = loginsOf(options, parts, (socket, login) => {
    if (running) enter(running.aedes, parts, options, socket, login);
    else socket.destroy();
  });

  return {
    async open() {
      await users?.open();
      const limits = { concurrency: FAN_OUT, drainTimeout: DRAIN_MS, maxInflightInbound: QOS_2 };
      // MQTT 3.1 has ids of 23 characters; ours begin with the name of the user.
      const ids = { maxClientsIdLength: 1_024 };
      const aedes = await Aedes.createBroker({ ...limits, ...ids, ...rules(parts, options) });
      watch(aedes, parts, options);
      const listening = await listen(logins.welcome, {
        ...{ host, port, tls, places, connectMs: options.connectMs ?? 5_000 },
        noTls(address, error) {
          sparing.warn(
            JSON.stringify(['tls', address]),
            { address, reason: error.message },
            'no TLS connection',
          );
        },
        failed: (error) => log?.error({ reason: error.message }, 'embedded broker'),
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
      connections: places.connections(),
      pending: places.pending(),
      waitingLogins: checks.waiting(),
      waiting: intake.waiting(),
      rateLimited: intake.limited(),
      copiesDropped: counts.copiesDropped,
      dropped: drops.totals(),
      subscriptionsRefused: subscriptions.totalRefused(),
      mqtt5: logins.mqtt5(),
      closed: { ...closed },
    }),
  };
}
