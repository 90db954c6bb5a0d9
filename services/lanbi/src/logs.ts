import { createReceiver, createTeller, LOG_TOPICS, type LogName, TELLERS } from '@lanbi/feed';
import {
  type Clock,
  CONSUMERS,
  type ConsumerName,
  type Inbox,
  type Publisher,
  type Replica,
  type Store,
} from '@lanbi/model';
import type { Config, Follower, Logger, Metrics, Role } from '@lanbi/runtime';

/** Who writes each log, and who follows it. */
const LOGS: Readonly<Record<LogName, { readonly writer: Role; readonly readers: readonly Role[] }>> = {
  observations: { writer: 'ingest', readers: ['evaluate', 'alert', 'api'] },
  results: { writer: 'evaluate', readers: ['alert', 'api'] },
};
const NAMES = Object.keys(LOGS) as LogName[];

/** The logs that are written elsewhere and followed here. */
export const hears = ({ roles }: Pick<Config, 'roles'>): readonly LogName[] =>
  NAMES.filter((name) => {
    const { writer, readers } = LOGS[name];
    return !roles.has(writer) && readers.some((role) => roles.has(role));
  });

/** The topics under which they come. */
export const heardTopics = (config: Pick<Config, 'roles'>): readonly string[] =>
  hears(config).map((name) => LOG_TOPICS[name]);

/** The logs that are written here and followed elsewhere. */
export const tells = ({ roles }: Pick<Config, 'roles'>): readonly LogName[] =>
  NAMES.filter((name) => {
    const { writer, readers } = LOGS[name];
    return roles.has(writer) && !readers.every((role) => roles.has(role));
  });

/** Under which names the logs are read in this process: they are not forgotten before these have read them. */
export function followersOf(config: Pick<Config, 'roles'>) {
  const { roles } = config;
  const told = new Set(tells(config));
  const names = (...list: readonly (readonly [boolean, ConsumerName])[]) =>
    list.flatMap(([here, name]) => (here ? [name] : []));
  return {
    followers: names(
      [roles.has('evaluate'), CONSUMERS.evaluate],
      [roles.has('alert'), CONSUMERS.alert],
      [told.has('observations'), TELLERS.observations],
    ),
    resultFollowers: names(
      [roles.has('evaluate'), CONSUMERS.announce],
      [roles.has('alert'), CONSUMERS.alertResults],
      [told.has('results'), TELLERS.results],
    ),
  };
}

interface LogsDeps {
  readonly config: Config;
  readonly replica: (Store & Replica) | undefined;
  readonly publisher: Publisher;
  readonly listen: (topics: readonly string[]) => Inbox;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export interface Logs {
  /** Takes in the logs of other processes; before whoever follows them here. */
  readonly receivers: readonly Follower[];
  /** Tell other processes the logs that are written here. */
  readonly tellers: readonly Follower[];
}

/** The way of the logs between processes; nothing where one process is everything. */
export function createLogs({ config, replica, listen, publisher, metrics, log }: LogsDeps): Logs {
  if (!replica) return { receivers: [], tellers: [] };
  const topics = heardTopics(config);
  return {
    receivers: topics.length > 0 ? [createReceiver({ inbox: listen(topics), replica, metrics, log })] : [],
    tellers: tells(config).map((name) => createTeller(name, { store: replica, publisher, log })),
  };
}
