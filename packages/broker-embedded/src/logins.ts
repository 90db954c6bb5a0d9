import type { Socket } from 'node:net';
import type { Clock } from '@lanbi/model';
import type { ConnectPacket } from 'aedes';
import { ANYONE, type Identity } from './access.ts';
import type { Checks } from './checks.ts';
import { connack, parseConnect, refuseVersion } from './connect.ts';
import type { Credentials } from './credentials.ts';
import { createGreeting, type Greeting } from './greeting.ts';
import type { Place, Places } from './places.ts';
import { type Reason, Refusal } from './reasons.ts';
import { sessionId } from './sessions.ts';
import type { SparingLog } from './sparing-log.ts';
import type { User, Users } from './users.ts';

/** A client that is logged in. */
export interface Login {
  readonly who: Identity;
  readonly id: string;
  readonly address: string;
  readonly packet: ConnectPacket;
  /** The CONNECT as it came, and what came behind it. */
  readonly connect: Buffer;
  readonly behind: Buffer;
}

/** Clients of MQTT 5 that were refused. */
export interface Mqtt5 {
  readonly refused: number;
  readonly lastAt?: number;
}

export interface LoginsOptions {
  readonly places: Places;
  readonly maxConnectBytes: number;
  /** Absent: nobody is asked. */
  readonly users?: Users | undefined;
  readonly find?: ((credentials: Credentials) => Promise<User>) | undefined;
  readonly checks: Pick<Checks, 'hold'>;
  readonly clock: Clock;
  readonly log: SparingLog;
  readonly maxSessions: (who: Identity) => number;
  readonly closed: (reason: Reason) => void;
  readonly enter: (socket: Socket, login: Login) => void;
}

export interface Logins {
  welcome(socket: Socket, place: Place): void;
  mqtt5(): Mqtt5;
}

/** What is no CONNECT keeps its connection for so long: one that is closed at once comes again at once. */
const NO_CONNECT_MS = 1_000;

/** Refusals that are held back at one time. */
const HELD = 500;

const shown = (text: string | undefined): string | undefined => text?.slice(0, 128);

/** The protocol level of a CONNECT (MQTT 3.1.1, 3.1.2.2), without the bit of bridges. */
function levelOf(connect: Buffer): number {
  const header = connect.indexOf(0, 1); // the first byte of the length of the protocol's name
  const name = header < 0 ? 0 : (connect[header + 1] ?? 0);
  return (connect[header + 2 + name] ?? 0) & 0x7f;
}

export function createLogins(options: LoginsOptions): Logins {
  const { places, users, find, log } = options;
  const mqtt5: { refused: number; lastAt?: number } = { refused: 0 };
  let held = 0;

  function last(socket: Socket, bytes: Uint8Array): void {
    socket.write(bytes);
    socket.destroySoon();
  }

  function lastAfter(wait: number, socket: Socket, bytes: Uint8Array): void {
    held++;
    const timer = setTimeout(() => last(socket, bytes), wait);
    socket.once('close', () => {
      held--;
      clearTimeout(timer);
    });
  }

  async function identify(packet: ConnectPacket, address: string, signal: AbortSignal): Promise<Identity> {
    if (!find) return ANYONE;
    const { username: name, password } = packet;
    return find({ name, password, address, signal });
  }

  function refuse(socket: Socket, place: Place, packet: ConnectPacket, error: unknown): void {
    const refusal =
      error instanceof Refusal ? error : new Refusal('protocol', error instanceof Error ? error.message : '');
    const { reason, message, returnCode } = refusal;
    options.closed(reason);
    if (socket.destroyed) return;
    const { address } = place;
    const user = shown(packet.username);
    log.warn(
      JSON.stringify([reason, address, user]),
      { client: shown(packet.clientId), user, address, reason: message },
      'a log-in was refused',
    );
    const wait = reason === 'bad-credentials' && held < HELD ? options.checks.hold(address) : 0;
    if (wait > 0) lastAfter(wait, socket, connack(returnCode));
    else last(socket, connack(returnCode));
  }

  function refuseMqtt5(socket: Socket, { address }: Place, { clientId, username }: ConnectPacket): void {
    mqtt5.refused++;
    mqtt5.lastAt = options.clock.now();
    options.closed('mqtt-version');
    log.warn(
      JSON.stringify(['mqtt-version', address, clientId]),
      { client: shown(clientId), user: shown(username), address, version: 5 },
      'a client speaks MQTT 5 and was refused; the embedded broker speaks 3.1 and 3.1.1',
    );
    last(socket, refuseVersion(5));
  }

  function refuseFault(socket: Socket, { address }: Place, connect: Buffer, fault: string): void {
    const wrongVersion = /version/i.test(fault);
    options.closed(wrongVersion ? 'mqtt-version' : 'protocol');
    log.warn(JSON.stringify(['connect', address]), { address, reason: fault }, 'a CONNECT was refused');
    if (wrongVersion) last(socket, refuseVersion(levelOf(connect)));
    else socket.destroy();
  }

  async function login(
    socket: Socket,
    place: Place,
    connect: Buffer,
    packet: ConnectPacket,
    greeting: Greeting,
  ): Promise<void> {
    const gone = new AbortController();
    socket.once('close', () => gone.abort());
    try {
      const who = await identify(packet, place.address, gone.signal);
      if (socket.destroyed) return;
      const id = sessionId(packet, users && { has: (name) => users.get(name) !== undefined });
      const user = 'name' in who ? who.name : undefined;
      places.open(place, { id, user, maxSessions: options.maxSessions(who) });
      const behind = greeting.end();
      // Behind the removal of the listener that `end` asked for.
      process.nextTick(() => {
        const { address } = place;
        if (!socket.destroyed) options.enter(socket, { who, id, address, packet, connect, behind });
      });
    } catch (error) {
      refuse(socket, place, packet, error);
    }
  }

  return {
    welcome(socket, place) {
      socket.on('error', () => {});
      const { address } = place;
      const greeting = createGreeting(socket, {
        maxConnectBytes: options.maxConnectBytes,
        wrong(reason, bytes) {
          options.closed(reason);
          place.counted = true;
          log.warn(JSON.stringify([reason, address]), { address, bytes }, 'this is no CONNECT of MQTT');
          const timer = setTimeout(() => socket.destroy(), NO_CONNECT_MS);
          socket.once('close', () => clearTimeout(timer));
        },
        connect(bytes) {
          places.connecting(place);
          const parsed = parseConnect(bytes);
          if ('fault' in parsed) refuseFault(socket, place, bytes, parsed.fault);
          else if (parsed.packet.protocolVersion === 5) refuseMqtt5(socket, place, parsed.packet);
          else void login(socket, place, bytes, parsed.packet, greeting);
        },
      });
    },
    mqtt5: () => ({ ...mqtt5 }),
  };
}
