import type { Inbox, InboxState, Receive } from '@lanbi/model';
import type { PublishPacket } from 'aedes';

/** Lets a PUBLISH pass (null), upon which aedes acknowledges it; an error ends its connection without a PUBACK. */
export type Settle = (error: Error | null) => void;

export interface Intake {
  readonly inbox: Inbox;
  /** Takes a telemetry packet; `settle` is called once, when it is acknowledged or can't be. */
  offer(packet: PublishPacket, settle: Settle): void;
}

interface Offered {
  readonly packet: PublishPacket;
  readonly settle: Settle;
}

const bytesOf = ({ payload }: PublishPacket): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

/** Not now: the station's connection is ended, it keeps the message and sends it again. */
const notNow = (): Error => new Error('telemetry is not taken now');

/**
 * The inbox of the embedded broker: at most `window` deliveries are with the receiver, later ones wait in order.
 * Those who wait are few: aedes reads on from a connection only when all of its last read (64 KiB) is settled.
 */
export function createIntake(window: number, isOpen: () => boolean): Intake {
  let receive: Receive | undefined;
  let handing = false;
  const waiting: Offered[] = [];
  const unacknowledged = new Set<Offered>();

  function handOver(offered: Offered, to: Receive): void {
    unacknowledged.add(offered);
    const { packet, settle } = offered;
    to({
      topic: packet.topic,
      payload: bytesOf(packet),
      duplicate: packet.dup,
      acknowledge() {
        if (!unacknowledged.delete(offered)) return;
        settle(null);
        handOn();
      },
    });
  }

  function handOn(): void {
    if (handing) return; // a receiver may acknowledge within `receive`
    handing = true;
    while (receive && unacknowledged.size < window) {
      const next = waiting.shift();
      if (!next) break;
      handOver(next, receive);
    }
    handing = false;
  }

  function refuse(all: Iterable<Offered>): void {
    for (const { settle } of all) settle(notNow());
  }

  const inbox: Inbox = {
    async open(handler) {
      receive = handler;
    },
    async pause() {
      receive = undefined;
      refuse(waiting.splice(0));
    },
    async close() {
      await inbox.pause();
      const owed = [...unacknowledged];
      unacknowledged.clear();
      refuse(owed);
    },
    state(): InboxState {
      const connected = isOpen();
      return {
        connected,
        unacknowledged: unacknowledged.size,
        window,
        ...(!connected && { reason: 'the embedded broker is not open' }),
      };
    },
  };

  return {
    inbox,
    offer(packet, settle) {
      if (!receive) return settle(notNow());
      waiting.push({ packet, settle });
      handOn();
    },
  };
}
