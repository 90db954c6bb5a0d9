import type { Clock, Registry, Station } from '@lanbi/model';
import type { Logger } from '@lanbi/runtime';
import { formatInstant, HOUR, type Instant, instant, MINUTE, startOfHour } from '@lanbi/standards';
import { observationsTopic, statusTopic } from '@lanbi/wire';
import mqtt, { type MqttClient } from 'mqtt';
import { chance, measured } from './course.ts';

/** Disturbances, each a probability of 0 to 1 a message; none unless asked for. */
export interface Disturbances {
  /** A value flagged D. */
  readonly faults?: number;
  /** A message left out. */
  readonly gaps?: number;
  /** A message said twice. */
  readonly duplicates?: number;
  /** A message of the backfill that comes when the backfill is over. */
  readonly late?: number;
}

export interface FleetOptions {
  readonly registry: Registry;
  readonly brokerUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly seed?: number;
  /** How far back the replay begins, hours. */
  readonly backfillHours?: number;
  /** Real milliseconds that one replayed hour takes. */
  readonly hourEveryMs?: number;
  readonly disturbances?: Disturbances;
}

export interface FleetState {
  readonly phase: 'backfill' | 'live';
  /** The hour last replayed. */
  readonly simulated: string;
  readonly published: number;
  readonly acknowledged: number;
  readonly stations: number;
}

export interface Fleet {
  /** Connects every station and begins. @throws Error when the broker cannot be reached */
  start(): Promise<void>;
  stop(): Promise<void>;
  state(): FleetState;
}

interface Member {
  readonly station: Station;
  readonly client: MqttClient;
}

async function connect(station: Station, url: string): Promise<Member> {
  const topic = statusTopic(station.medium, station.id);
  const will = { topic, payload: Buffer.from('offline'), qos: 1, retain: true } as const;
  const client = await mqtt.connectAsync(url, { clientId: `station-${station.id}`, clean: true, will });
  // A lost broker shows in the counts; an unheard error event would end the process.
  client.on('error', () => {});
  await client.publishAsync(topic, 'online', { qos: 1, retain: true });
  return { station, client };
}

/** Stations that publish as real ones do, over MQTT: the last days replayed at speed, then live. The same seed says the same. */
export function createFleet(options: FleetOptions): Fleet {
  const {
    registry,
    clock,
    log,
    seed = 1,
    backfillHours = 72,
    hourEveryMs = 500,
    disturbances = {},
  } = options;
  let members: Member[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let phase: FleetState['phase'] = 'backfill';
  let simulated = startOfHour(instant(clock.now() - backfillHours * HOUR));
  let published = 0;
  let acknowledged = 0;
  const held: (() => void)[] = [];

  const happens = (what: keyof Disturbances, station: Station, at: Instant): boolean =>
    chance(seed, what, station.id, at) < (disturbances[what] ?? 0);

  function send({ station, client }: Member, payload: string): void {
    published++;
    client
      .publishAsync(observationsTopic(station.medium, station.id), payload, { qos: 1 })
      .then(() => acknowledged++)
      .catch(
        (error) =>
          stopped ||
          log.warn({ err: error, station: station.id }, 'a simulated message was not acknowledged'),
      );
  }

  function payloadOf(station: Station, at: Instant, period: number): string {
    const faulty = happens('faults', station, at);
    const values = station.parameters.flatMap((parameter) => {
      const value = measured(seed, station, parameter, at);
      return value === undefined ? [] : [[parameter, faulty ? { value, flag: 'D' } : value]];
    });
    return JSON.stringify({ ts: formatInstant(at), period, values: Object.fromEntries(values) });
  }

  function say(member: Member, at: Instant, period: number): void {
    const { station } = member;
    if (happens('gaps', station, at)) return;
    const payload = payloadOf(station, at, period);
    const copies = happens('duplicates', station, at) ? 2 : 1;
    const speak = (): void => {
      for (let copy = 0; copy < copies; copy++) send(member, payload);
    };
    if (phase === 'backfill' && happens('late', station, at)) held.push(speak);
    else speak();
  }

  /** The hour of every station whose period ends then. */
  function sayHour(end: Instant): void {
    for (const member of members) {
      const period = Math.max(member.station.period, 3600);
      if (end % (period * 1000) === 0) say(member, end, period);
    }
    simulated = end;
  }

  function replay(): void {
    const next = instant(simulated + HOUR);
    if (next > clock.now()) {
      goLive();
      return;
    }
    sayHour(next);
    timer = setTimeout(replay, hourEveryMs);
  }

  function goLive(): void {
    phase = 'live';
    for (const speak of held.splice(0)) speak();
    waitForMinute();
  }

  function waitForMinute(): void {
    const next = instant((Math.floor(clock.now() / MINUTE) + 1) * MINUTE);
    timer = setTimeout(() => {
      for (const member of members) if (member.station.medium === 'air') say(member, next, 60);
      if (next % HOUR === 0) sayHour(next);
      waitForMinute();
    }, next - clock.now());
  }

  return {
    async start() {
      members = await Promise.all(
        [...registry.stations.values()].map((station) => connect(station, options.brokerUrl)),
      );
      replay();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(members.map(({ client }) => client.endAsync(true)));
    },
    state: () => ({
      phase,
      simulated: formatInstant(simulated),
      published,
      acknowledged,
      stations: registry.stations.size,
    }),
  };
}
