import type { Socket } from 'node:net';
import { addressOf } from '@lanbi/model';
import { Refusal } from './reasons.ts';

/** A connection and how far it has come. `silent`: its CONNECT has not come yet. */
export interface Place {
  readonly socket: Socket;
  readonly address: string;
  stage: 'silent' | 'login' | 'open';
  /** Its end is counted already. */
  counted?: true;
  /** Of a connection that is logged in. */
  session?: Session;
}

/** Of a client that is logged in. */
export interface Session {
  readonly id: string;
  /** Absent where nobody is asked. */
  readonly user: string | undefined;
  /** Connections that this user may have; one more ends the oldest. */
  readonly maxSessions: number;
}

export interface PlaceLimits {
  /** Connections that are logged in, all together and of one address. */
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  /** Connections whose CONNECT has not come yet, all together and of one address. */
  readonly maxPending: number;
  readonly maxPendingPerAddress: number;
  /** Milliseconds within which the CONNECT must have come, the TLS handshake included. */
  readonly connectMs: number;
}

export type Ended = 'pending' | 'connect-timeout' | 'sessions';

export interface Places {
  /** A new connection. Where there are too many silent ones, the oldest of them ends. */
  arrive(socket: Socket): Place;
  /** Its CONNECT has come: it is no longer silent. */
  connecting(place: Place): void;
  /** It is logged in. @throws Refusal connections */
  open(place: Place, session: Session): void;
  /** Connections that are logged in. */
  connections(): number;
  /** Connections that are not logged in yet. */
  pending(): number;
  closeAll(): void;
}

/** Connections that arrived together are all read once before the oldest of them are ended. */
const GRACE_MS = 20;

/** Adds to and takes from sets in a map, without empty sets. */
function createGroups() {
  const groups = new Map<string, Set<Place>>();
  return {
    groups,
    of: (key: string): ReadonlySet<Place> => groups.get(key) ?? new Set(),
    add(key: string, place: Place): void {
      const group = groups.get(key) ?? new Set();
      groups.set(key, group.add(place));
    },
    remove(key: string, place: Place): void {
      const group = groups.get(key);
      group?.delete(place);
      if (group?.size === 0) groups.delete(key);
    },
  };
}

const first = <Item>(items: Iterable<Item>): Item | undefined => {
  for (const item of items) return item;
  return undefined;
};

/**
 * Counts connections by how far they have come, so that those that never log in take no place from those that do.
 * Behind one address may be many stations (a proxy, a NAT): a new connection is never refused for want of a silent
 * place, the oldest silent one of the address with the most of them ends instead.
 */
export function createPlaces(limits: PlaceLimits, ended: (place: Place, why: Ended) => void): Places {
  const all = new Set<Place>();
  const silent = createGroups();
  const open = createGroups();
  const users = createGroups();
  const counts = { silent: 0, open: 0 };
  const sessions = new Map<string, Place>();
  const deadlines = new WeakMap<Place, NodeJS.Timeout>();
  let grace: NodeJS.Timeout | undefined;

  function leaveSilent(place: Place): void {
    clearTimeout(deadlines.get(place));
    if (place.stage !== 'silent') return;
    silent.remove(place.address, place);
    counts.silent--;
  }

  function end(place: Place, why: Ended): void {
    if (!place.counted) ended(place, why);
    leave(place);
    place.socket.destroy();
  }

  function leave(place: Place): void {
    if (!all.delete(place)) return;
    leaveSilent(place);
    const { session } = place;
    if (!session) return;
    counts.open--;
    open.remove(place.address, place);
    if (session.user !== undefined) users.remove(session.user, place);
    if (sessions.get(session.id) === place) sessions.delete(session.id);
  }

  /** The address with the most silent connections. */
  function busiest(): ReadonlySet<Place> {
    let most: ReadonlySet<Place> = new Set();
    for (const group of silent.groups.values()) if (group.size > most.size) most = group;
    return most;
  }

  function trim(factor: number, address: string): void {
    const own = silent.of(address);
    while (own.size > factor * limits.maxPendingPerAddress) end(first(own) as Place, 'pending');
    while (counts.silent > factor * limits.maxPending) end(first(busiest()) as Place, 'pending');
  }

  function trimSoon(): void {
    grace ??= setTimeout(() => {
      grace = undefined;
      for (const address of [...silent.groups.keys()]) trim(1, address);
    }, GRACE_MS);
  }

  /** The connection before it of the same session ends when this one begins, so it counts no more. */
  function hasRoom(place: Place, replaced: Place | undefined): boolean {
    const less = replaced ? 1 : 0;
    const lessHere = replaced?.address === place.address ? 1 : 0;
    return (
      counts.open - less < limits.maxConnections &&
      open.of(place.address).size - lessHere < limits.maxConnectionsPerAddress
    );
  }

  return {
    arrive(socket) {
      const place: Place = { socket, address: addressOf(socket.remoteAddress), stage: 'silent' };
      all.add(place);
      silent.add(place.address, place);
      counts.silent++;
      deadlines.set(
        place,
        setTimeout(() => end(place, 'connect-timeout'), limits.connectMs),
      );
      socket.once('close', () => leave(place));
      trim(2, place.address);
      if (counts.silent > limits.maxPending || silent.of(place.address).size > limits.maxPendingPerAddress)
        trimSoon();
      return place;
    },
    connecting(place) {
      leaveSilent(place);
      place.stage = 'login';
    },
    open(place, session) {
      if (!all.has(place)) return;
      if (!hasRoom(place, sessions.get(session.id)))
        throw new Refusal('connections', 'there are too many connections');
      const own = users.of(session.user ?? '');
      if (session.user !== undefined && !sessions.has(session.id) && own.size >= session.maxSessions)
        end(first(own) as Place, 'sessions');
      place.stage = 'open';
      place.session = session;
      counts.open++;
      open.add(place.address, place);
      if (session.user !== undefined) users.add(session.user, place);
      sessions.set(session.id, place);
    },
    connections: () => counts.open,
    pending: () => all.size - counts.open,
    closeAll() {
      clearTimeout(grace);
      for (const place of [...all]) {
        leave(place);
        place.socket.destroy();
      }
    },
  };
}
