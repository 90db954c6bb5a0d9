import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import type { Station } from '@lanbi/model';
import { HOUR, type Instant, instant, MINUTE, shift, startOfHour } from '@lanbi/standards';
import { type Connection, connectStation } from './connection.ts';
import { arrayOf, type Message, messageOf, placeOf } from './message.ts';
import type { Fleet, FleetOptions, FleetState, Past } from './options.ts';
import { blocksOf, missingOf } from './past.ts';
import type { SimulatedStation } from './profiles/measured.ts';
import { dueBetween } from './schedule.ts';
import { pause, until } from './until.ts';

/** Milliseconds in which stations may publish `offline` when the fleet stops. */
const DISCONNECT_MS = 300;

interface Member {
  readonly station: Station;
  readonly place: SimulatedStation;
  readonly connection: Connection;
}

async function connectAll(options: FleetOptions, seed: number): Promise<readonly Member[]> {
  const stations = [...options.registry.stations.values()];
  const tries = await Promise.allSettled(
    stations.map(async (station): Promise<Member> => {
      const connection = await connectStation(station, options);
      return { station, place: placeOf(options.registry, station, seed), connection };
    }),
  );
  const connected = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = tries.find((one) => one.status === 'rejected');
  if (!failed) return connected;
  for (const { connection } of connected) connection.cut();
  throw failed.reason;
}

async function disconnectAll(members: readonly Member[]): Promise<void> {
  const done = Promise.all(members.map(({ connection }) => connection.disconnect()));
  await Promise.race([done, sleep(DISCONNECT_MS, undefined, { ref: false })]);
  for (const { connection } of members) connection.cut();
}

/** Creates the fleet of all stations of the registry. Each connects when the fleet starts. */
export function createFleet(options: FleetOptions): Fleet {
  const { registry, clock, log, past, seed = 1, backfillHours = 72, hourEveryMs = 500 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let members: readonly Member[] = [];
  let phase: FleetState['phase'] = past ? 'past' : 'backfill';
  let cursor = past?.from ?? shift(startOfHour(clock.now()), -backfillHours * HOUR);
  let published = 0;
  let acknowledged = 0;
  /** Messages that are sent later: at most six hours of them. */
  let waiting: { readonly message: Message; readonly connection: Connection }[] = [];
  let running: Promise<void> = Promise.resolve();

  async function send(connection: Connection, { topic, payload, copies, station }: Message): Promise<void> {
    for (let copy = 0; copy < copies && !signal.aborted; copy++) {
      published++;
      try {
        await connection.publish(topic, payload);
        acknowledged++;
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error, station: station.id }, 'a message was not acknowledged');
      }
    }
  }

  /** Publishes the periods that end up to `to` and waits for every PUBACK, which bounds the messages in flight. */
  async function advance(to: Instant): Promise<void> {
    for (const { station, place, connection } of members)
      for (const { to: end, period } of dueBetween(station, cursor, to, phase === 'live')) {
        const message = messageOf(station, place, end, period, options);
        if (message) waiting.push({ message, connection });
      }
    const due = waiting.filter(({ message }) => message.leavesAt <= to);
    waiting = waiting.filter(({ message }) => message.leavesAt > to);
    await until(signal, Promise.all(due.map(({ message, connection }) => send(connection, message))));
    cursor = to;
  }

  /** Publishes past data as arrays. While those of a block wait for their PUBACKs, the next ones are computed. */
  async function sendPast(from: Past): Promise<void> {
    let sending: Promise<unknown> = Promise.resolve();
    for (const block of blocksOf(from.from, clock.now())) {
      const due: Promise<void>[] = [];
      for (const { station, place, connection } of members) {
        const ends = await missingOf(from, station, block);
        const message = signal.aborted ? undefined : arrayOf(station, place, ends, options);
        if (message) due.push(send(connection, message));
        // Yields to other work of this process.
        await immediate();
      }
      await until(signal, sending);
      if (signal.aborted) return;
      sending = Promise.all(due);
      cursor = block.to;
    }
    await until(signal, sending);
    phase = 'backfill';
  }

  async function backfill(): Promise<void> {
    for (let next = shift(cursor, HOUR); next <= clock.now() && !signal.aborted; next = shift(cursor, HOUR)) {
      const pacing = pause(signal, hourEveryMs);
      await advance(next);
      await pacing;
    }
  }

  async function live(): Promise<void> {
    // Begins with the present minute.
    cursor = instant(Math.floor(clock.now() / MINUTE) * MINUTE);
    phase = 'live';
    log.info({ published, acknowledged }, 'the fleet has caught up and is live');
    while (!signal.aborted) {
      const next = shift(cursor, MINUTE);
      const early = next - clock.now();
      if (early > 0) await pause(signal, early);
      else await advance(next);
    }
  }

  async function run(): Promise<void> {
    if (past) await sendPast(past);
    await backfill();
    if (!signal.aborted) await live();
  }

  return {
    async start() {
      members = await connectAll(options, seed);
      if (signal.aborted) return await disconnectAll(members);
      running = run().catch((error) => log.error({ err: error }, 'the fleet has stopped'));
    },
    async stop() {
      stopping.abort();
      await running;
      const due = members;
      members = [];
      await disconnectAll(due);
    },
    state: () => ({
      phase,
      simulatedHour: cursor,
      stations: registry.stations.size,
      published,
      acknowledged,
    }),
  };
}
