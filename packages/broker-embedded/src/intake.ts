import type { Inbox, InboxState, Receive } from '@lanbi/model';
import type { Client, PublishPacket } from 'aedes';
import { writePuback } from './puback.ts';
import { createStationScheduler } from './station-scheduler.ts';

/** Lets a PUBLISH pass (null); an error ends its connection without a PUBACK. */
export type Settle = (error?: Error | null) => void;

export interface Intake {
  readonly inbox: Inbox;
  /** Takes a telemetry packet of a station; `settle` is called once. */
  offer(client: Client, station: string, packet: PublishPacket, settle: Settle): void;
  /** A connection has ended: what waits of it goes too, since it will come again. */
  gone(client: Client): void;
  /** Waiting for the window or for their rate. */
  waiting(): number;
  limited(): number;
}

export interface IntakeOptions {
  readonly window: number;
  readonly stationWindow: number;
  readonly stationRate: number;
  readonly isOpen: () => boolean;
  /** A message is settled: whoever subscribed to it may have it now. */
  readonly settled: (message: PublishPacket) => void;
  readonly slowReader: (client: Client) => void;
}

/** Messages, and bytes of them, that a connection may have under way while we read on from it. */
const READ_ON = { messages: 100, bytes: 256 * 1024 } as const;

/** A topic that nobody can subscribe to: what is put there goes nowhere. */
const NOWHERE = '$lanbi/nowhere';

/** What a connection has under way. */
interface Owed {
  messages: number;
  bytes: number;
  readonly held: Offered[];
}

interface Offered {
  readonly client: Client;
  readonly owed: Owed;
  readonly station: string;
  readonly bytes: number;
  /** As it came. */
  readonly message: PublishPacket;
  readonly messageId: number | undefined;
  readonly duplicate: boolean;
  /** Until aedes has gone on without it. */
  settle?: Settle | undefined;
  /** Takes it out of aedes' hands. */
  readonly detach: (qos: 0 | 2) => void;
}

const bytesOf = ({ payload }: PublishPacket): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

/** Not now: the station's connection is ended, it keeps the message and sends it again. */
const notNow = (): Error => new Error('telemetry is not taken now');

/** aedes has nothing to hand on; with QoS 0 it goes on at once and acknowledges nothing. */
export function detach(packet: PublishPacket, qos: 0 | 2): void {
  packet.qos = qos;
  packet.retain = false;
  packet.topic = NOWHERE;
  packet.payload = Buffer.alloc(0);
}

function offered(
  client: Client,
  owed: Owed,
  station: string,
  packet: PublishPacket,
  settle: Settle,
): Offered {
  const { cmd, topic, payload, qos, dup, retain } = packet;
  return {
    client,
    owed,
    station,
    bytes: bytesOf(packet).length,
    message: { cmd, topic, payload, qos, dup, retain },
    messageId: 'messageId' in packet && typeof packet.messageId === 'number' ? packet.messageId : undefined,
    duplicate: packet.dup,
    settle,
    detach: (qos) => detach(packet, qos),
  };
}

/**
 * The inbox of the embedded broker. At most `window` deliveries are with the receiver, of one station at most
 * `stationWindow`, and each station in turn. aedes is let go on at once, so that a station's PINGREQ is answered however
 * long a commit takes, and the PUBACK is ours to write. A connection with more than `READ_ON` under way is read no
 * further: it is held by TCP, and its PINGREQ with it.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { window } = options;
  const scheduler = createStationScheduler<Offered>({ ...options, now: () => performance.now() });
  const unacknowledged = new Set<Offered>();
  const connections = new WeakMap<Client, Owed>();
  const totals = { redelivered: 0, droppedAcknowledgements: 0, reconnects: 0 };
  let receive: Receive | undefined;
  let handing = false;
  let timer: NodeJS.Timeout | undefined;

  function owedBy(client: Client): Owed {
    const known = connections.get(client) ?? { messages: 0, bytes: 0, held: [] };
    connections.set(client, known);
    return known;
  }

  /** QoS 2 has no second way: aedes answers it (PUBREC) when we let it pass. */
  function letGo(one: Offered): void {
    if (one.message.qos === 2) return;
    one.detach(0);
    const { settle } = one;
    one.settle = undefined;
    settle?.(null);
  }

  function mayReadOn({ messages, bytes }: Owed): boolean {
    return messages <= READ_ON.messages && (bytes <= READ_ON.bytes || messages === 1);
  }

  function less(one: Offered): void {
    one.owed.messages--;
    one.owed.bytes -= one.bytes;
    while (one.owed.held.length > 0 && mayReadOn(one.owed)) {
      const next = one.owed.held.shift();
      if (next) letGo(next);
    }
  }

  /** Of QoS 2, aedes keeps what it answers until PUBREL: an empty packet. */
  function release(one: Offered, settle: Settle): void {
    one.detach(2);
    settle(null);
    options.settled({ ...one.message, qos: 1 });
  }

  function answer(one: Offered): void {
    if (one.settle) {
      release(one, one.settle);
      return;
    }
    const gone = one.client.closed;
    if (one.message.qos === 1 && one.messageId !== undefined) {
      if (gone) totals.droppedAcknowledgements++;
      else if (!writePuback(one.client, one.messageId)) options.slowReader(one.client);
    }
    options.settled(one.message);
  }

  /** A held one of QoS 1 is let go on first: aedes must not acknowledge, since we do. */
  function acknowledge(one: Offered): void {
    if (!unacknowledged.delete(one)) return;
    const at = one.owed.held.indexOf(one);
    if (at >= 0) one.owed.held.splice(at, 1);
    if (one.settle) letGo(one);
    answer(one);
    less(one);
    scheduler.done(one);
    handOn();
  }

  function handOver(one: Offered, to: Receive): void {
    unacknowledged.add(one);
    if (one.duplicate) totals.redelivered++;
    to({
      topic: one.message.topic,
      payload: bytesOf(one.message),
      duplicate: one.duplicate,
      acknowledge: () => acknowledge(one),
    });
  }

  function handOn(): void {
    if (handing) return; // a receiver may acknowledge within `receive`
    handing = true;
    while (receive && unacknowledged.size < window) {
      const next = scheduler.take();
      if (!next) break;
      handOver(next, receive);
    }
    handing = false;
    comeBack();
  }

  /** When stations wait for nothing but their rate. */
  function comeBack(): void {
    const wait = scheduler.wait();
    if (timer || wait === undefined || !receive) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        handOn();
      },
      Math.max(wait, 1),
    );
  }

  function refuse(all: Iterable<Offered>): void {
    for (const one of all) {
      const { settle } = one;
      one.settle = undefined;
      if (settle) settle(notNow());
      else one.client.conn.destroy();
    }
  }

  const inbox: Inbox = {
    async open(handler) {
      receive = handler;
    },
    async pause() {
      receive = undefined;
      clearTimeout(timer);
      timer = undefined;
      refuse(scheduler.remove(() => true));
    },
    async close() {
      await inbox.pause();
      const owed = [...unacknowledged];
      unacknowledged.clear();
      for (const one of owed) scheduler.done(one);
      refuse(owed);
    },
    state(): InboxState {
      const connected = options.isOpen();
      return {
        connected,
        unacknowledged: unacknowledged.size,
        window,
        ...(!connected && { reason: 'the embedded broker is not open' }),
        ...totals,
      };
    },
  };

  return {
    inbox,
    offer(client, station, packet, settle) {
      if (!receive) {
        settle(notNow());
        return;
      }
      const owed = owedBy(client);
      const one = offered(client, owed, station, packet, settle);
      owed.messages++;
      owed.bytes += one.bytes;
      scheduler.push(one);
      if (mayReadOn(owed)) letGo(one);
      else owed.held.push(one);
      handOn();
    },
    gone(client) {
      scheduler.remove((one) => one.client === client);
      connections.get(client)?.held.splice(0);
    },
    waiting: () => scheduler.size,
    limited: () => scheduler.limited,
  };
}
