import type { EventEmitter } from 'node:events';
import type { Aedes, AedesOptions, Client } from 'aedes';
import { type Identity, maySubscribe, mayWill } from './access.ts';
import type { Drops } from './drops.ts';
import type { Intake } from './intake.ts';
import type { Login } from './logins.ts';
import type { BrokerOptions } from './options.ts';
import { createPublishing } from './publishing.ts';
import { type Drop, type Reason, Refusal } from './reasons.ts';
import type { SparingLog } from './sparing-log.ts';
import type { Stream } from './stream.ts';
import { isShort, type Subscriptions } from './subscriptions.ts';

/** Readers may have so many times the sessions and subscriptions of a station. */
export const READERS = 10;

export interface Counts {
  readonly closed: Record<Reason, number>;
  copies: number;
  copiesDropped: number;
}

/** What the parts of a broker share. */
export interface Parts {
  readonly counts: Counts;
  readonly log: SparingLog;
  readonly intake: Intake;
  readonly drops: Drops;
  readonly subscriptions: Subscriptions;
  readonly logins: WeakMap<object, Login>;
  readonly streams: WeakMap<object, Stream>;
}

function reasonOf(error: Error): Reason | undefined {
  if (error instanceof Refusal) return error.reason;
  if (/keep ?alive/.test(error.message)) return 'keepalive';
  if (/drain timeout/.test(error.message)) return 'slow-reader';
  return 'code' in error ? undefined : 'protocol';
}

/** Says once why a client went, and counts it; aedes repeats it for every packet of it that was under way. */
export function watch(aedes: Aedes, parts: Parts, options: BrokerOptions): void {
  const { counts, log, intake, logins, streams, subscriptions } = parts;
  const said = new WeakSet<Client>();
  const gone = (client: Client, error: Error): void => {
    if (said.has(client)) return;
    said.add(client);
    const reason = reasonOf(error);
    if (reason) counts.closed[reason]++;
    const address = logins.get(client.conn)?.address;
    const context = { client: client.id, address, reason: error.message };
    log.warn(JSON.stringify(['gone', reason, client.id, address]), context, 'client disconnected');
  };
  aedes.on('clientError', gone);
  aedes.on('connectionError', gone);
  aedes.on('clientDisconnect', (client) => intake.gone(client));
  aedes.on('connackSent', (_packet, client) => streams.get(client.conn)?.release());
  aedes.on('unsubscribe', (filters, client) => {
    if (client) subscriptions.give(client, filters);
  });
  const events: EventEmitter = aedes; // its types leave this event out
  events.on('error', (error: Error) => options.log?.error({ reason: error.message }, 'embedded broker'));
}

export function rules(parts: Parts, options: BrokerOptions): AedesOptions {
  const { logins, streams, subscriptions, intake, log } = parts;
  const most = options.maxSubscriptions ?? 20;
  const who = (client: Client): Identity | undefined => logins.get(client.conn)?.who;
  const isOf = (client: Client, filter: string): boolean => {
    const own = who(client);
    if (!own || !isShort(filter) || !maySubscribe(own, filter)) return false;
    return subscriptions.take(client, filter, own.role === 'reader' ? READERS * most : most);
  };

  function refuseSubscription(client: Client, filter: string): void {
    const address = logins.get(client.conn)?.address;
    const context = { client: client.id, address, filter: filter.slice(0, 256) };
    log.warn(JSON.stringify(['subscription', client.id, address]), context, 'a subscription was refused');
    streams.get(client.conn)?.spend(1);
    if (!subscriptions.refused(client)) return;
    parts.counts.closed.subscriptions++;
    client.conn.destroy();
  }

  return {
    preConnect(client, packet, done) {
      const login = logins.get(client.conn);
      if (!login) return done(new Error('not logged in'), false);
      // MQTT allows it (3.2.2.2): no session outlives its connection, so that absent ones cost no memory.
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
      drop: (client, reason, topic, bytes) => drop(parts, options, client.conn, { reason, topic, bytes }),
      spend: (client, cost) => streams.get(client.conn)?.spend(cost),
    }),
    authorizeSubscribe(client, subscription, done) {
      if (isOf(client, subscription.topic)) return done(null, subscription);
      refuseSubscription(client, subscription.topic);
      done(null, null);
    },
  };
}

type What = { readonly reason: Drop; readonly topic: string; readonly bytes: number };

/** A message or last will of a connection that is not kept. */
export function drop({ drops, logins }: Parts, options: BrokerOptions, conn: object, what: What): void {
  const login = logins.get(conn);
  if (!login) return;
  const { id, address, who, packet } = login;
  const user = 'name' in who ? { user: who.name } : {};
  const errorsTopic = options.errorsTopic?.({ ...user, clientId: packet.clientId, topic: what.topic });
  drops.add({ ...what, client: id, address, errorsTopic });
}
