import type { Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { type Clock, type Inbox, LanbiError, type Outgoing, type Publisher } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { Aedes, type PublishPacket } from 'aedes';
import { createAuthenticator } from './authenticator.ts';
import {
  aedesHooks,
  type BrokerContext,
  drop,
  READER_FACTOR,
  type RuleCounts,
  watchClients,
} from './client-rules.ts';
import { type ConnectionLimits, Connections } from './connections.ts';
import { createDroppedMessages } from './dropped-messages.ts';
import { EmbeddedInbox } from './intake.ts';
import { type Listening, listen } from './listen.ts';
import { type Login, Logins, type Mqtt5 } from './logins.ts';
import type { BrokerOptions } from './options.ts';
import { PasswordChecks } from './password-checks.ts';
import { createRateLimitedLog } from './rate-limited-log.ts';
import { type Drop, REASONS, type Reason } from './reasons.ts';
import { createStream } from './stream.ts';
import { createSubscriptions } from './subscriptions.ts';
import { mayWill } from './topic-authorization.ts';
import { createUsers, type Users } from './users.ts';

/** State for metrics. Totals count from the start. */
export interface BrokerState {
  /** Clients that are logged in. */
  readonly connections: number;
  /** Connections that are not logged in yet. */
  readonly pending: number;
  /** Log-ins that wait for their password to be checked. */
  readonly waitingLogins: number;
  /** Messages that wait for the window or for the rate of their station. */
  readonly waiting: number;
  /** How often a station had to wait for its rate. */
  readonly rateLimited: number;
  /** Copies of telemetry that slow subscribers did not get. */
  readonly copiesDropped: number;
  /** Messages that were acknowledged and dropped. */
  readonly dropped: Readonly<Record<Drop, number>>;
  readonly subscriptionsRefused: number;
  readonly mqtt5: Mqtt5;
  /** Connections that were closed or refused. */
  readonly closed: Readonly<Record<Reason, number>>;
}

export interface EmbeddedBroker {
  /** @throws LanbiError address-in-use; configuration-invalid */
  open(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends all connections. Stations send again what was not acknowledged. Idempotent. */
  close(): Promise<void>;
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  state(): BrokerState;
}

/** Messages that aedes publishes concurrently, and copies of telemetry that wait for subscribers. */
const FAN_OUT = 1_000;
/** A subscriber that reads nothing for so long is disconnected. */
const DRAIN_MS = 10_000;
/** A payload of 1 MiB and its topic: four times the limit of ingest, so that ingest can report why it refuses. */
const PACKET_BYTES = 1025 * 1024;
/** A CONNECT with its last will, and any other packet but PUBLISH. */
const CONTROL_BYTES = 64 * 1024;
/** Unfinished messages of QoS 2: those of one read of the socket; aedes keeps them without their payload. */
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

/** Publishes acknowledged telemetry to its subscribers. A slow subscriber holds up nobody: copies are dropped instead. */
function copy(aedes: Aedes | undefined, counts: RuleCounts, message: PublishPacket): void {
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

function limitsOf(options: BrokerOptions): ConnectionLimits {
  const { maxConnections = 1_000, maxPending = 1_000 } = options;
  return {
    maxConnections,
    maxConnectionsPerAddress: options.maxConnectionsPerAddress ?? maxConnections,
    maxPending,
    maxPendingPerAddress: options.maxPendingPerAddress ?? 500,
    connectMs: options.connectMs ?? 5_000,
  };
}

interface Access {
  readonly users: Users | undefined;
  readonly checks: PasswordChecks;
  readonly connections: Connections;
  readonly logins: Logins;
}

/** Connections and log-ins, with users or without. */
function createAccess(
  options: BrokerOptions,
  context: BrokerContext,
  enter: (socket: Socket, login: Login) => void,
): Access {
  const { usersFile, log, clock = systemClock } = options;
  const users = usersFile ? createUsers(usersFile, log) : undefined;
  const checks = new PasswordChecks({
    concurrent: options.passwordChecks ?? (availableParallelism() > 3 ? 2 : 1),
    maxWaiting: options.maxWaitingLogins ?? 1_000,
    now: () => performance.now(),
  });
  const connections = new Connections(limitsOf(options), ({ address }, why) => {
    context.counts.closed[why]++;
    context.log.warn(JSON.stringify([why, address]), { address, reason: why }, 'a connection was closed');
  });
  const maxSessions = options.maxSessions ?? 10;
  const logins = new Logins({
    ...{ connections, users, checks, clock, enter, log: context.log },
    authenticate: users && createAuthenticator(users, checks),
    maxConnectBytes: Math.min(CONTROL_BYTES, options.maxPacketBytes ?? PACKET_BYTES),
    maxSessions: (who) => (who.role === 'reader' ? READER_FACTOR * maxSessions : maxSessions),
    closed: (reason) => void context.counts.closed[reason]++,
  });
  return { users, checks, connections, logins };
}

/** Hands a client that is logged in to aedes. */
function enter(
  aedes: Aedes,
  context: BrokerContext,
  options: BrokerOptions,
  socket: Socket,
  login: Login,
): void {
  const { counts, log, logins, streams } = context;
  const { id: client, address, connect, behind, who, packet } = login;
  const maxPublishBytes = options.maxPacketBytes ?? PACKET_BYTES;
  logins.set(socket, login);
  const stream = createStream(socket, {
    ...{ connect, behind, maxPublishBytes, maxOtherBytes: Math.min(CONTROL_BYTES, maxPublishBytes) },
    dropped: (reason, topic, bytes) => drop(context, options, socket, { reason, topic, bytes }),
    tooLarge(bytes) {
      counts.closed['packet-too-large']++;
      const about = { client, address, bytes };
      log.warn(JSON.stringify(['large', client]), about, 'a packet is too large, its connection is closed');
    },
  });
  streams.set(socket, stream);
  const { will } = packet;
  if (will && !mayWill(who, will.topic, will.payload.length)) {
    const what = { topic: will.topic, bytes: will.payload.length };
    drop(context, options, socket, { reason: 'will-not-allowed', ...what });
  }
  aedes.handle(socket);
}

interface Running {
  readonly aedes: Aedes;
  readonly listening: Listening;
}

/** Starts aedes and listens. */
async function start(options: BrokerOptions, context: BrokerContext, access: Access): Promise<Running> {
  const { host = '127.0.0.1', port, log, tls } = options;
  const limits = { concurrency: FAN_OUT, drainTimeout: DRAIN_MS, maxInflightInbound: QOS_2 };
  // MQTT 3.1 has ids of 23 characters; ours begin with the name of the user.
  const ids = { maxClientsIdLength: 1_024 };
  const aedes = await Aedes.createBroker({ ...limits, ...ids, ...aedesHooks(context, options) });
  watchClients(aedes, context, options);
  const { connections, logins } = access;
  const listening = await listen((socket, connection) => logins.begin(socket, connection), {
    ...{ host, port, tls, connections, connectMs: options.connectMs ?? 5_000 },
    noTls(address, error) {
      const about = { address, reason: error.message };
      context.log.warn(JSON.stringify(['tls', address]), about, 'no TLS connection');
    },
    failed: (error) => log?.error({ reason: error.message }, 'embedded broker'),
  }).catch(async (error) => {
    await ended(aedes);
    throw error;
  });
  return { aedes, listening };
}

/** @param running answers aedes while the broker is open */
function createContext(options: BrokerOptions, running: () => Aedes | undefined): BrokerContext {
  const { window = 5_000, clock = systemClock } = options;
  const closed = Object.fromEntries(REASONS.map((reason) => [reason, 0])) as Record<Reason, number>;
  const counts: RuleCounts = { closed, copies: 0, copiesDropped: 0 };
  const log = createRateLimitedLog(options.log, () => performance.now());
  const intake = new EmbeddedInbox({
    window,
    stationWindow: options.stationWindow ?? Math.max(Math.min(window, 100), Math.floor(window / 10)),
    stationRate: options.stationRate ?? 1_000,
    isOpen: () => running() !== undefined,
    acknowledged: (message) => copy(running(), counts, message),
    slowReader: () => void closed['slow-reader']++,
  });
  const dropped = createDroppedMessages({
    ...{ clock, log },
    publish: (topic, payload) => void publish(running(), { topic, payload, retain: false }).catch(() => {}),
  });
  const [logins, streams] = [new WeakMap(), new WeakMap()];
  return { counts, log, intake, dropped, subscriptions: createSubscriptions(), logins, streams };
}

const stateOf = (context: BrokerContext, { checks, connections, logins }: Access): BrokerState => ({
  connections: connections.open,
  pending: connections.pending,
  waitingLogins: checks.waiting,
  waiting: context.intake.waiting,
  rateLimited: context.intake.rateLimited,
  copiesDropped: context.counts.copiesDropped,
  dropped: context.dropped.totals(),
  subscriptionsRefused: context.subscriptions.totalRefused(),
  mqtt5: { ...logins.mqtt5 },
  closed: { ...context.counts.closed },
});

/**
 * An MQTT 3.1 and 3.1.1 broker in this process. A connection is logged in before aedes gets it. Telemetry is taken from
 * aedes in `authorizePublish`, and its PUBACK is written after the commit (`EmbeddedInbox`). Retained messages stay in memory and
 * end with the process; sessions end with their connection.
 */
export function createEmbeddedBroker(options: BrokerOptions): EmbeddedBroker {
  const { host = '127.0.0.1', tls, log } = options;
  let running: Running | undefined;
  const context = createContext(options, () => running?.aedes);
  const access = createAccess(options, context, (socket, login) => {
    if (running) enter(running.aedes, context, options, socket, login);
    else socket.destroy();
  });
  const { intake } = context;

  return {
    async open() {
      await access.users?.open();
      running = await start(options, context, access);
      const { port } = running.listening;
      return { url: `${tls ? 'mqtts' : 'mqtt'}://${host}:${port}`, port };
    },
    async close() {
      if (!running) return;
      const { aedes, listening } = running;
      const { unacknowledged } = intake.state();
      running = undefined;
      if (unacknowledged > 0) log?.warn({ unacknowledged }, 'closed before these were acknowledged');
      await intake.close();
      await Promise.all([ended(aedes), listening.close()]);
    },
    inbox: intake,
    publisher: { publish: (message) => publish(running?.aedes, message) },
    state: () => stateOf(context, access),
  };
}
