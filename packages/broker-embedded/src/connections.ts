import type { Socket } from 'node:net';
import { addressOf } from '@lanbi/model';
import { ConnectRefusal } from './reasons.ts';

/** A TCP connection and how far its log-in is. `silent`: its CONNECT has not arrived. */
export interface ClientConnection {
  readonly socket: Socket;
  readonly address: string;
  stage: 'silent' | 'login' | 'open';
  /** Its end is counted already. */
  counted?: true;
  /** Present when it is logged in. */
  session?: Session;
}

/** The session of a client that is logged in. */
export interface Session {
  readonly id: string;
  /** Absent where the broker has no users. */
  readonly user: string | undefined;
  /** Connections that this user may have; one more ends the oldest. */
  readonly maxSessions: number;
}

export interface ConnectionLimits {
  /** Connections that are logged in, of all addresses and of one. */
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  /** Silent connections, of all addresses and of one. */
  readonly maxPending: number;
  readonly maxPendingPerAddress: number;
  /** Milliseconds within which the CONNECT must arrive, the TLS handshake included. */
  readonly connectMs: number;
}

export type Ended = 'pending' | 'connect-timeout' | 'sessions';

/** Connections that arrive together are all read once before the oldest of them are ended. */
const GRACE_MS = 20;

/** Sets of connections by a key, without empty sets. */
class Groups {
  readonly sets = new Map<string, Set<ClientConnection>>();

  of(key: string): ReadonlySet<ClientConnection> {
    return this.sets.get(key) ?? new Set();
  }

  add(key: string, connection: ClientConnection): void {
    const set = this.sets.get(key) ?? new Set();
    this.sets.set(key, set.add(connection));
  }

  remove(key: string, connection: ClientConnection): void {
    const set = this.sets.get(key);
    set?.delete(connection);
    if (set?.size === 0) this.sets.delete(key);
  }

  /** The largest set. */
  largest(): ReadonlySet<ClientConnection> {
    let largest: ReadonlySet<ClientConnection> = new Set();
    for (const set of this.sets.values()) if (set.size > largest.size) largest = set;
    return largest;
  }
}

/**
 * Counts connections by stage, so that those that never log in do not use up the limit of those that do. Many stations may
 * share an address (a proxy, a NAT): a new connection is never refused because there are too many silent ones. The oldest
 * silent connection of the address with the most of them is ended instead.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #onEnd: (connection: ClientConnection, why: Ended) => void;
  readonly #all = new Set<ClientConnection>();
  readonly #silent = new Groups();
  readonly #open = new Groups();
  readonly #users = new Groups();
  readonly #sessions = new Map<string, ClientConnection>();
  readonly #deadlines = new WeakMap<ClientConnection, NodeJS.Timeout>();
  #silentCount = 0;
  #openCount = 0;
  #grace: NodeJS.Timeout | undefined;

  /** @param onEnd called with a connection that a limit ends */
  constructor(limits: ConnectionLimits, onEnd: (connection: ClientConnection, why: Ended) => void) {
    this.#limits = limits;
    this.#onEnd = onEnd;
  }

  /** Connections that are logged in. */
  get open(): number {
    return this.#openCount;
  }

  /** Connections that are not logged in yet. */
  get pending(): number {
    return this.#all.size - this.#openCount;
  }

  /** Adds a new connection. Where there are too many silent ones, the oldest of them is ended. */
  add(socket: Socket): ClientConnection {
    const { maxPending, maxPendingPerAddress, connectMs } = this.#limits;
    const connection: ClientConnection = {
      socket,
      address: addressOf(socket.remoteAddress),
      stage: 'silent',
    };
    const { address } = connection;
    this.#all.add(connection);
    this.#silent.add(address, connection);
    this.#silentCount += 1;
    this.#deadlines.set(
      connection,
      setTimeout(() => this.#end(connection, 'connect-timeout'), connectMs),
    );
    socket.once('close', () => this.#remove(connection));
    this.#trim(2, address);
    if (this.#silentCount > maxPending || this.#silent.of(address).size > maxPendingPerAddress)
      this.#trimSoon();
    return connection;
  }

  /** The CONNECT has arrived. */
  beginLogin(connection: ClientConnection): void {
    this.#leaveSilent(connection);
    connection.stage = 'login';
  }

  /** The client is logged in. @throws Refusal connections */
  completeLogin(connection: ClientConnection, session: Session): void {
    if (!this.#all.has(connection)) return;
    if (!this.#hasRoom(connection, this.#sessions.get(session.id)))
      throw new ConnectRefusal('connections', 'there are too many connections');
    const { user } = session;
    if (user !== undefined && !this.#sessions.has(session.id))
      this.#endOldestSession(user, session.maxSessions);
    connection.stage = 'open';
    connection.session = session;
    this.#openCount += 1;
    this.#open.add(connection.address, connection);
    if (user !== undefined) this.#users.add(user, connection);
    this.#sessions.set(session.id, connection);
  }

  closeAll(): void {
    clearTimeout(this.#grace);
    for (const connection of [...this.#all]) {
      this.#remove(connection);
      connection.socket.destroy();
    }
  }

  #end(connection: ClientConnection | undefined, why: Ended): void {
    if (!connection) return;
    if (!connection.counted) this.#onEnd(connection, why);
    this.#remove(connection);
    connection.socket.destroy();
  }

  #remove(connection: ClientConnection): void {
    if (!this.#all.delete(connection)) return;
    this.#leaveSilent(connection);
    const { session } = connection;
    if (!session) return;
    this.#openCount -= 1;
    this.#open.remove(connection.address, connection);
    if (session.user !== undefined) this.#users.remove(session.user, connection);
    if (this.#sessions.get(session.id) === connection) this.#sessions.delete(session.id);
  }

  #leaveSilent(connection: ClientConnection): void {
    clearTimeout(this.#deadlines.get(connection));
    if (connection.stage !== 'silent') return;
    this.#silent.remove(connection.address, connection);
    this.#silentCount -= 1;
  }

  #endOldestSession(user: string, maxSessions: number): void {
    const own = this.#users.of(user);
    if (own.size < maxSessions) return;
    const [oldest] = own;
    this.#end(oldest, 'sessions');
  }

  /** Ends the oldest silent connections beyond `factor` times the limits. */
  #trim(factor: number, address: string): void {
    const { maxPending, maxPendingPerAddress } = this.#limits;
    for (let own = this.#silent.of(address); own.size > factor * maxPendingPerAddress; )
      this.#endOldestOf(own);
    while (this.#silentCount > factor * maxPending) this.#endOldestOf(this.#silent.largest());
  }

  #endOldestOf(silent: ReadonlySet<ClientConnection>): void {
    const [oldest] = silent;
    this.#end(oldest, 'pending');
  }

  #trimSoon(): void {
    this.#grace ??= setTimeout(() => {
      this.#grace = undefined;
      for (const address of [...this.#silent.sets.keys()]) this.#trim(1, address);
    }, GRACE_MS);
  }

  /** Whether the limits allow one more. An earlier connection of the same session ends, so it does not count. */
  #hasRoom(connection: ClientConnection, replaced: ClientConnection | undefined): boolean {
    const { maxConnections, maxConnectionsPerAddress } = this.#limits;
    const fewer = replaced ? 1 : 0;
    const fewerHere = replaced?.address === connection.address ? 1 : 0;
    return (
      this.#openCount - fewer < maxConnections &&
      this.#open.of(connection.address).size - fewerHere < maxConnectionsPerAddress
    );
  }
}
