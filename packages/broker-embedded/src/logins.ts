import type { Socket } from 'node:net';
import type { Clock } from '@lanbi/model';
import type { ConnectPacket } from 'aedes';
import type { Authenticate } from './authenticator.ts';
import { connack, parseConnect, refuseVersion } from './connect.ts';
import { ConnectReader } from './connect-reader.ts';
import type { ClientConnection, Connections } from './connections.ts';
import type { PasswordChecks } from './password-checks.ts';
import type { RateLimitedLog } from './rate-limited-log.ts';
import { ConnectRefusal, type Reason } from './reasons.ts';
import { sessionId } from './sessions.ts';
import { ANYONE, type Identity } from './topic-authorization.ts';
import type { Users } from './users.ts';

/** A client that is logged in. */
export interface Login {
  readonly who: Identity;
  readonly id: string;
  readonly address: string;
  readonly packet: ConnectPacket;
  /** The bytes of the CONNECT, and those that arrived behind it. */
  readonly connect: Buffer;
  readonly behind: Buffer;
}

/** Clients of MQTT 5 that were refused. */
export interface Mqtt5 {
  readonly refused: number;
  readonly lastAt?: number;
}

export interface LoginsOptions {
  readonly connections: Connections;
  readonly maxConnectBytes: number;
  /** Absent: every client is let in. */
  readonly users?: Users | undefined;
  readonly authenticate?: Authenticate | undefined;
  readonly checks: Pick<PasswordChecks, 'refusalDelay'>;
  readonly clock: Clock;
  readonly log: RateLimitedLog;
  readonly maxSessions: (who: Identity) => number;
  /** A connection is closed for a reason. */
  readonly closed: (reason: Reason) => void;
  /** A client is logged in. */
  readonly enter: (socket: Socket, login: Login) => void;
}

/** A connection that sends no CONNECT is kept for so long: one that is closed at once is opened again at once. */
const NO_CONNECT_MS = 1_000;

/** Refusals that are delayed at one time. */
const DELAYED = 500;

const shown = (text: string | undefined): string | undefined => text?.slice(0, 128);

/** The protocol level of a CONNECT (MQTT 3.1.1, 3.1.2.2), without the bit of bridges. */
function levelOf(connect: Buffer): number {
  const header = connect.indexOf(0, 1); // the first byte of the length of the protocol's name
  const name = header < 0 ? 0 : (connect[header + 1] ?? 0);
  return (connect[header + 2 + name] ?? 0) & 0x7f;
}

function close(socket: Socket, lastBytes: Uint8Array): void {
  socket.write(lastBytes);
  socket.destroySoon();
}

const refusalOf = (error: unknown): ConnectRefusal =>
  error instanceof ConnectRefusal
    ? error
    : new ConnectRefusal('protocol', error instanceof Error ? error.message : '');

/** Reads the CONNECT of each connection, and lets its client in or refuses it. */
export class Logins {
  readonly #options: LoginsOptions;
  #mqtt5: Mqtt5 = { refused: 0 };
  #delayed = 0;

  constructor(options: LoginsOptions) {
    this.#options = options;
  }

  get mqtt5(): Mqtt5 {
    return this.#mqtt5;
  }

  /** Begins the log-in of a new connection. */
  begin(socket: Socket, connection: ClientConnection): void {
    const { connections, maxConnectBytes } = this.#options;
    socket.on('error', () => {});
    const reader = new ConnectReader(socket, {
      maxConnectBytes,
      noConnect: (reason, bytes) => this.#refuseNoConnect(socket, connection, reason, bytes),
      connect: (bytes) => {
        connections.beginLogin(connection);
        const parsed = parseConnect(bytes);
        if ('fault' in parsed) this.#refuseFault(socket, connection, bytes, parsed.fault);
        else if (parsed.packet.protocolVersion === 5) this.#refuseMqtt5(socket, connection, parsed.packet);
        else void this.#login(socket, connection, bytes, parsed.packet, reader);
      },
    });
  }

  async #login(
    socket: Socket,
    connection: ClientConnection,
    connect: Buffer,
    packet: ConnectPacket,
    reader: ConnectReader,
  ): Promise<void> {
    const { connections, users, maxSessions, enter } = this.#options;
    const disconnected = new AbortController();
    socket.once('close', () => disconnected.abort());
    const { address } = connection;
    try {
      const who = await this.#identify(packet, address, disconnected.signal);
      if (socket.destroyed) return;
      const id = sessionId(packet, users && { has: (name) => users.get(name) !== undefined });
      const user = 'name' in who ? who.name : undefined;
      connections.completeLogin(connection, { id, user, maxSessions: maxSessions(who) });
      const behind = reader.end();
      // After the removal of the listener in `end`.
      process.nextTick(() => {
        if (!socket.destroyed) enter(socket, { who, id, address, packet, connect, behind });
      });
    } catch (error) {
      this.#refuse(socket, connection, packet, refusalOf(error));
    }
  }

  async #identify(packet: ConnectPacket, address: string, signal: AbortSignal): Promise<Identity> {
    const { authenticate } = this.#options;
    const { username: name, password } = packet;
    return authenticate ? authenticate({ name, password, address, signal }) : ANYONE;
  }

  #refuse(
    socket: Socket,
    { address }: ClientConnection,
    packet: ConnectPacket,
    refusal: ConnectRefusal,
  ): void {
    const { closed, log, checks } = this.#options;
    const { reason, message, returnCode } = refusal;
    closed(reason);
    if (socket.destroyed) return;
    const user = shown(packet.username);
    const context = { client: shown(packet.clientId), user, address, reason: message };
    log.warn(JSON.stringify([reason, address, user]), context, 'a log-in was refused');
    const isDelayed = reason === 'bad-credentials' && this.#delayed < DELAYED;
    const delay = isDelayed ? checks.refusalDelay(address) : 0;
    if (delay > 0) this.#closeAfter(delay, socket, connack(returnCode));
    else close(socket, connack(returnCode));
  }

  #closeAfter(delay: number, socket: Socket, lastBytes: Uint8Array): void {
    this.#delayed += 1;
    const timer = setTimeout(() => close(socket, lastBytes), delay);
    socket.once('close', () => {
      this.#delayed -= 1;
      clearTimeout(timer);
    });
  }

  #refuseMqtt5(socket: Socket, { address }: ClientConnection, { clientId, username }: ConnectPacket): void {
    const { closed, log, clock } = this.#options;
    this.#mqtt5 = { refused: this.#mqtt5.refused + 1, lastAt: clock.now() };
    closed('mqtt-version');
    log.warn(
      JSON.stringify(['mqtt-version', address, clientId]),
      { client: shown(clientId), user: shown(username), address, version: 5 },
      'a client speaks MQTT 5 and was refused; the embedded broker speaks 3.1 and 3.1.1',
    );
    close(socket, refuseVersion(5));
  }

  #refuseFault(socket: Socket, { address }: ClientConnection, connect: Buffer, fault: string): void {
    const { closed, log } = this.#options;
    const wrongVersion = /version/i.test(fault);
    closed(wrongVersion ? 'mqtt-version' : 'protocol');
    log.warn(JSON.stringify(['connect', address]), { address, reason: fault }, 'a CONNECT was refused');
    if (wrongVersion) close(socket, refuseVersion(levelOf(connect)));
    else socket.destroy();
  }

  #refuseNoConnect(socket: Socket, connection: ClientConnection, reason: Reason, bytes: number): void {
    const { closed, log } = this.#options;
    const { address } = connection;
    closed(reason);
    connection.counted = true;
    log.warn(JSON.stringify([reason, address]), { address, bytes }, 'this is no CONNECT of MQTT');
    const timer = setTimeout(() => socket.destroy(), NO_CONNECT_MS);
    socket.once('close', () => clearTimeout(timer));
  }
}
