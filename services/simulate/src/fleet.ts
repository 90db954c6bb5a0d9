import { setImmediate as immediate } from 'node:timers/promises';
import type { Station } from '@lanbi/model';
import { within } from '@lanbi/runtime';
import { HOUR, type Instant, instant, MINUTE, shift, startOfHour } from '@lanbi/standards';
import { connectStation, type StationConnection } from './connection.ts';
import { arrayOf, messageOf, type SimulatedMessage, simulatedStation } from './message.ts';
import type { Fleet, FleetOptions, FleetState, Past } from './options.ts';
import { blocksOf, missingOf, type PastBlock } from './past.ts';
import type { SimulatedStation } from './profiles/measured.ts';
import { dueBetween } from './schedule.ts';
import { pause, until } from './until.ts';

/** Milliseconds in which stations may publish `offline` when the fleet stops. */
const DISCONNECT_MS = 300;

interface Member {
  readonly station: Station;
  readonly place: SimulatedStation;
  readonly connection: StationConnection;
}

async function connectAll(options: FleetOptions, seed: number): Promise<readonly Member[]> {
  const stations = [...options.registry.stations.values()];
  const tries = await Promise.allSettled(
    stations.map(async (station): Promise<Member> => {
      const connection = await connectStation(station, options);
      return { station, place: simulatedStation(options.registry, station, seed), connection };
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
  await within(DISCONNECT_MS, done);
  for (const { connection } of members) connection.cut();
}

/**
 * The stations of a registry, which publish past data, then the hours up to now, then what is due each minute. Messages are
 * acknowledged by the broker before the next ones are sent.
 */
class SimulatedFleet implements Fleet {
  readonly #options: FleetOptions;
  readonly #seed: number;
  readonly #stopping = new AbortController();
  readonly #counts = { published: 0, acknowledged: 0 };
  #members: readonly Member[] = [];
  #phase: FleetState['phase'];
  /** Everything that ends up to here was published. */
  #cursor: Instant;
  /** Messages that are sent later: at most six hours of them. */
  #waiting: { readonly message: SimulatedMessage; readonly connection: StationConnection }[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(options: FleetOptions) {
    const { clock, past, seed = 1, backfillHours = 72 } = options;
    this.#options = options;
    this.#seed = seed;
    this.#phase = past ? 'past' : 'backfill';
    this.#cursor = past?.from ?? shift(startOfHour(clock.now()), -backfillHours * HOUR);
  }

  async start(): Promise<void> {
    this.#members = await connectAll(this.#options, this.#seed);
    if (this.#signal.aborted) return await disconnectAll(this.#members);
    const report = (error: unknown) => this.#options.log.error({ err: error }, 'the fleet has stopped');
    this.#running = this.#run().catch(report);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    const due = this.#members;
    this.#members = [];
    await disconnectAll(due);
  }

  state(): FleetState {
    return {
      phase: this.#phase,
      simulatedHour: this.#cursor,
      stations: this.#options.registry.stations.size,
      ...this.#counts,
    };
  }

  get #signal(): AbortSignal {
    return this.#stopping.signal;
  }

  async #run(): Promise<void> {
    const { past } = this.#options;
    if (past) await this.#sendPast(past);
    await this.#backfill();
    if (!this.#signal.aborted) await this.#live();
  }

  /** Publishes past data as arrays. While those of a block wait for their PUBACKs, the next ones are computed. */
  async #sendPast(past: Past): Promise<void> {
    let sending: Promise<unknown> = Promise.resolve();
    for (const block of blocksOf(past.from, this.#options.clock.now())) {
      const due = await this.#sendBlock(past, block);
      await until(this.#signal, sending);
      if (this.#signal.aborted) return;
      sending = Promise.all(due);
      this.#cursor = block.to;
    }
    await until(this.#signal, sending);
    this.#phase = 'backfill';
  }

  /** Answers the messages of a block that are under way. */
  async #sendBlock(past: Past, block: PastBlock): Promise<readonly Promise<void>[]> {
    const due: Promise<void>[] = [];
    for (const { station, place, connection } of this.#members) {
      const ends = await missingOf(past, station, block);
      const message = this.#signal.aborted ? undefined : arrayOf(station, place, ends, this.#options);
      if (message) due.push(this.#send(connection, message));
      // Yields to other work of this process.
      await immediate();
    }
    return due;
  }

  async #backfill(): Promise<void> {
    const { clock, hourEveryMs = 500 } = this.#options;
    const nextHour = () => shift(this.#cursor, HOUR);
    for (let next = nextHour(); next <= clock.now() && !this.#signal.aborted; next = nextHour()) {
      const pacing = pause(this.#signal, hourEveryMs);
      await this.#advance(next);
      await pacing;
    }
  }

  async #live(): Promise<void> {
    const { clock, log } = this.#options;
    // Begins with the present minute.
    this.#cursor = instant(Math.floor(clock.now() / MINUTE) * MINUTE);
    this.#phase = 'live';
    log.info({ ...this.#counts }, 'the fleet has caught up and is live');
    while (!this.#signal.aborted) {
      const next = shift(this.#cursor, MINUTE);
      const early = next - clock.now();
      if (early > 0) await pause(this.#signal, early);
      else await this.#advance(next);
    }
  }

  /** Publishes the periods that end up to `to` and waits for every PUBACK, which bounds the messages in flight. */
  async #advance(to: Instant): Promise<void> {
    for (const { station, place, connection } of this.#members)
      for (const { to: end, period } of dueBetween(station, this.#cursor, to, this.#phase === 'live')) {
        const message = messageOf(station, place, end, period, this.#options);
        if (message) this.#waiting.push({ message, connection });
      }
    const due = this.#waiting.filter(({ message }) => message.leavesAt <= to);
    this.#waiting = this.#waiting.filter(({ message }) => message.leavesAt > to);
    const sending = due.map(({ message, connection }) => this.#send(connection, message));
    await until(this.#signal, Promise.all(sending));
    this.#cursor = to;
  }

  async #send(
    connection: StationConnection,
    { topic, payload, copies, station }: SimulatedMessage,
  ): Promise<void> {
    for (let copy = 0; copy < copies && !this.#signal.aborted; copy++) {
      this.#counts.published++;
      try {
        await connection.publish(topic, payload);
        this.#counts.acknowledged++;
      } catch (error) {
        const { log } = this.#options;
        if (!this.#signal.aborted)
          log.warn({ err: error, station: station.id }, 'a message was not acknowledged');
      }
    }
  }
}

/** Creates the fleet of all stations of the registry. Each connects when the fleet starts. */
export const createFleet = (options: FleetOptions): Fleet => new SimulatedFleet(options);
