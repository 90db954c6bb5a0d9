import type { EventEmitter } from 'node:events';
import type { Aedes, AedesOptions, Client } from 'aedes';
import type { DroppedMessages } from './dropped-messages.ts';
import type { EmbeddedInbox } from './intake.ts';
import type { Login } from './logins.ts';
import type { BrokerOptions } from './options.ts';
import { createPublishing } from './publishing.ts';
import type { RateLimitedLog } from './rate-limited-log.ts';
import { ConnectRefusal, type Drop, type Reason } from './reasons.ts';
import type { Stream } from './stream.ts';
import { isShortFilter, type Subscriptions } from './subscriptions.ts';
import { type Identity, maySubscribe, mayWill } from './topic-authorization.ts';

/** How many times the sessions and subscriptions of a station a reader may have. */
export const READER_FACTOR = 10;

export interface RuleCounts {
  readonly closed: Record<Reason, number>;
  copies: number;
  copiesDropped: number;
}

/** What the files of the broker share. */
export interface BrokerContext {
  readonly counts: RuleCounts;
  readonly log: RateLimitedLog;
  readonly intake: EmbeddedInbox;
  readonly dropped: DroppedMessages;
  readonly subscriptions: Subscriptions;
  readonly logins: WeakMap<object, Login>;
  readonly streams: WeakMap<object, Stream>;
}

function reasonOf(error: Error): Reason | undefined {
  if (error instanceof ConnectRefusal) return error.reason;
  if (/keep ?alive/.test(error.message)) return 'keepalive';
  if (/drain timeout/.test(error.message)) return 'slow-reader';
  return 'code' in error ? undefined : 'protocol';
}

/** Logs and counts each disconnection once; aedes repeats its error for every unfinished packet of the client. */
export function watchClients(aedes: Aedes, context: BrokerContext, options: BrokerOptions): void {
  const { counts, log, intake, logins, streams, subscriptions } = context;
  const reported = new WeakSet<Client>();
  const disconnected = (client: Client, error: Error): void => {
    if (reported.has(client)) return;
    reported.add(client);
    const reason = reasonOf(error);
    if (reason) counts.closed[reason]++;
    const address = logins.get(client.conn)?.address;
    const about = { client: client.id, address, reason: error.message };
    log.warn(JSON.stringify(['gone', reason, client.id, address]), about, 'client disconnected');
  };
  aedes.on('clientError', disconnected);
  aedes.on('connectionError', disconnected);
  aedes.on('clientDisconnect', (client) => intake.disconnected(client));
  aedes.on('connackSent', (_packet, client) => streams.get(client.conn)?.release());
  aedes.on('unsubscribe', (filters, client) => {
    if (client) subscriptions.remove(client, filters);
  });
  const events: EventEmitter = aedes; // its types leave this event out
  events.on('error', (error: Error) => options.log?.error({ reason: error.message }, 'embedded broker'));
}

/** The hooks by which aedes authorizes clients, messages and subscriptions. */
export function aedesHooks(context: BrokerContext, options: BrokerOptions): AedesOptions {
  const { logins, streams, subscriptions, intake, log } = context;
  const most = options.maxSubscriptions ?? 20;
  const who = (client: Client): Identity | undefined => logins.get(client.conn)?.who;
  const isAllowed = (client: Client, filter: string): boolean => {
    const own = who(client);
    if (!own || !isShortFilter(filter) || !maySubscribe(own, filter)) return false;
    return subscriptions.add(client, filter, own.role === 'reader' ? READER_FACTOR * most : most);
  };

  function refuseSubscription(client: Client, filter: string): void {
    const address = logins.get(client.conn)?.address;
    const about = { client: client.id, address, filter: filter.slice(0, 256) };
    log.warn(JSON.stringify(['subscription', client.id, address]), about, 'a subscription was refused');
    streams.get(client.conn)?.spend(1);
    if (!subscriptions.refused(client)) return;
    context.counts.closed.subscriptions++;
    client.conn.destroy();
  }

  return {
    preConnect(client, packet, done) {
      const login = logins.get(client.conn);
      if (!login) return done(new Error('not logged in'), false);
      // No session outlives its connection, so that absent clients use no memory. MQTT allows it (3.2.2.2).
      packet.clean = true;
      packet.clientId = login.id;
      if (packet.will && !mayWill(login.who, packet.will.topic, packet.will.payload.length))
        delete packet.will;
      done(null, true);
    },
    authorizePublish: createPublishing({
      who,
      isTelemetry: options.isTelemetry,
      intake,
      drop: (client, reason, topic, bytes) => drop(context, options, client.conn, { reason, topic, bytes }),
      spend: (client, cost) => streams.get(client.conn)?.spend(cost),
    }),
    authorizeSubscribe(client, subscription, done) {
      if (isAllowed(client, subscription.topic)) return done(null, subscription);
      refuseSubscription(client, subscription.topic);
      done(null, null);
    },
  };
}

type DroppedPart = { readonly reason: Drop; readonly topic: string; readonly bytes: number };

/** Reports a message or last will of a connection that is dropped. */
export function drop(
  { dropped, logins }: BrokerContext,
  options: BrokerOptions,
  conn: object,
  what: DroppedPart,
): void {
  const login = logins.get(conn);
  if (!login) return;
  const { id, address, who, packet } = login;
  const user = 'name' in who ? { user: who.name } : {};
  const errorsTopic = options.errorsTopic?.({ ...user, clientId: packet.clientId, topic: what.topic });
  dropped.add({ ...what, client: id, address, errorsTopic });
}
