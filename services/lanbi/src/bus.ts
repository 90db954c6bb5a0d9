import { join } from 'node:path';
import {
  type BrokerState,
  createEmbeddedBroker,
  type EmbeddedBroker,
  type Sender,
} from '@lanbi/broker-embedded';
import {
  createFilterMemory,
  createMqttInbox,
  createMqttPublisher,
  type MqttConnection,
  type MqttInboxOptions,
  makeMqttSession,
} from '@lanbi/bus-mqtt';
import {
  type Clock,
  type Inbox,
  LanbiError,
  type Publisher,
  type Registry,
  type StationId,
} from '@lanbi/model';
import {
  type Config,
  isWhole,
  type Logger,
  type Metrics,
  type MqttConfig,
  rolesName,
  watchInbox,
} from '@lanbi/runtime';
import { formatInstant, instant } from '@lanbi/standards';
import { errorsTopic, isTelemetry, TELEMETRY_TOPICS } from '@lanbi/wire';
import { watchBroker } from './broker-metrics.ts';
import { subscribedTopics } from './logs.ts';

export interface MadeSession {
  readonly clientId: string;
  readonly became: 'made' | 'there';
}

/** The broker of this process, embedded or external. */
export interface Bus {
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  /** A session of its own for internal topics. */
  listen(topics: readonly string[]): Inbox;
  /** Creates our sessions at an external broker where there are none: from then on it keeps what is published. */
  makeSessions(): Promise<{ readonly made: readonly MadeSession[] }>;
  /** Answers the URL that stations use, without a password. */
  open(): Promise<string>;
  close(): Promise<void>;
}

export interface BusDeps {
  /** Stations that get a notice when the embedded broker drops a message. */
  readonly registry?: Registry;
  readonly clock?: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** The errors topic for the sender of a dropped message: of the station with its user name, topic or client id. */
export function errorsTopicOf({ stations }: Pick<Registry, 'stations'>, sender: Sender): string | undefined {
  const ids = sender.user === undefined ? [sender.topic.split('/')[3], sender.clientId] : [sender.user];
  const station = ids.map((id) => stations.get(id as StationId)).find((found) => found !== undefined);
  return station && errorsTopic(station.medium, station.id);
}

/** Reports that clients of MQTT 5 were refused, in readiness. */
export function warningOf({ mqtt5 }: Pick<BrokerState, 'mqtt5'>): { readonly warning?: string } {
  const { refused, lastAt } = mqtt5;
  if (lastAt === undefined) return {};
  const last = formatInstant(instant(lastAt));
  const speaks = 'the embedded broker speaks 3.1 and 3.1.1';
  return { warning: `${refused} connections of MQTT 5 were refused, the last at ${last}; ${speaks}` };
}

/** The inbox of the embedded broker, whose state says when clients of MQTT 5 were refused. */
const withWarning = ({ inbox, state }: EmbeddedBroker): Inbox => ({
  open: (receive) => inbox.open(receive),
  pause: () => inbox.pause(),
  close: () => inbox.close(),
  state: () => ({ ...inbox.state(), ...warningOf(state()) }),
});

function embedded(mqtt: MqttConfig, { metrics, log, registry, clock }: BusDeps): Bus {
  const { host, port, usersFile, window, stationRate, maxConnections, limits } = mqtt;
  const { cert, key } = mqtt.tls ?? {};
  const broker = createEmbeddedBroker({
    ...{ host, port, isTelemetry, stationRate, maxConnections, ...limits, log },
    ...(clock && { clock }),
    ...(registry && { errorsTopic: (sender: Sender) => errorsTopicOf(registry, sender) }),
    ...(window !== undefined && { window }),
    ...(usersFile && { usersFile }),
    ...(cert && key && { tls: { cert, key } }),
  });
  watchBroker(metrics, broker.state);
  return {
    inbox: withWarning(broker),
    publisher: broker.publisher,
    listen: () => {
      throw new LanbiError('configuration-invalid', 'services apart need an external broker');
    },
    makeSessions: async () => ({ made: [] }),
    open: async () => (await broker.open()).url,
    close: () => broker.close(),
  };
}

function connectionTo(url: string, mqtt: MqttConfig, log: Logger): Omit<MqttConnection, 'clientId'> {
  const { username, password, tls } = mqtt;
  return {
    url,
    log,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls }),
  };
}

/** Prefix of the client ids of a process with some of the roles. */
const idOf = (config: Config): string =>
  isWhole(config) ? config.mqtt.clientId : `${config.mqtt.clientId}-${rolesName(config)}`;

/** Our sessions have stable ids, so that what was not acknowledged comes again after a restart. */
function external(url: string, config: Config, log: Logger): Bus {
  const { mqtt, dataDir } = config;
  const connection = connectionTo(url, mqtt, log);
  const publisher = createMqttPublisher({ ...connection, clientId: `${idOf(config)}-publish` });
  const ingest: MqttInboxOptions = {
    ...connection,
    clientId: `${mqtt.clientId}-ingest`,
    topics: [...TELEMETRY_TOPICS],
    ...(mqtt.window !== undefined && { window: mqtt.window }),
    memory: createFilterMemory(join(dataDir, 'subscriptions.json')),
    ...(mqtt.share && { share: mqtt.share }),
    ...(mqtt.shard && { shard: mqtt.shard }),
  };
  const logOf = (topics: readonly string[]): MqttInboxOptions => ({
    ...connection,
    clientId: `${idOf(config)}-log`,
    topics,
    // A slice of a log is up to a few hundred KiB.
    window: LOG_WINDOW,
    memory: createFilterMemory(join(dataDir, `subscriptions-${rolesName(config)}.json`)),
  });
  return {
    inbox: createMqttInbox(ingest),
    publisher,
    listen: (topics) => createMqttInbox(logOf(topics)),
    makeSessions: async () => {
      const heard = subscribedTopics(config);
      const all = [
        ...(config.roles.has('ingest') ? [ingest] : []),
        ...(heard.length > 0 ? [logOf(heard)] : []),
      ];
      const made: MadeSession[] = [];
      for (const each of all) made.push({ clientId: each.clientId, became: await makeMqttSession(each) });
      return { made };
    },
    async open() {
      await publisher.open();
      return url.replace(/\/\/[^@/]*@/, '//');
    },
    close: () => publisher.close(),
  };
}

const LOG_WINDOW = 50;

export function createBus(config: Config, deps: BusDeps): Bus {
  const { url } = config.mqtt;
  const bus = url ? external(url, config, deps.log) : embedded(config.mqtt, deps);
  if (config.roles.has('ingest')) watchInbox(deps.metrics, bus.inbox);
  return bus;
}
