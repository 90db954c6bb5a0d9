import {
  ANNOTATION_TOPIC,
  createAnnotationPublisher,
  createLogPublisher,
  createLogSubscriber,
  LOG_TOPICS,
  type LogName,
  PUBLISHER_CONSUMERS,
} from '@lanbi/feed';
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

/** The role that writes each log, and the roles that read it. */
const LOGS: Readonly<Record<LogName, { readonly writer: Role; readonly readers: readonly Role[] }>> = {
  observations: { writer: 'ingest', readers: ['evaluate', 'alert', 'api'] },
  results: { writer: 'evaluate', readers: ['alert', 'api'] },
};
const NAMES = Object.keys(LOGS) as LogName[];

/** The logs that other processes write and roles of this process read. */
export const subscribedLogs = ({ roles }: Pick<Config, 'roles'>): readonly LogName[] =>
  NAMES.filter((name) => {
    const { writer, readers } = LOGS[name];
    return !roles.has(writer) && readers.some((role) => roles.has(role));
  });

/** Annotations are entered at the process that answers figures. Alerts are on figures too. */
const ANNOTATIONS: { readonly writer: Role; readonly reader: Role } = { writer: 'api', reader: 'alert' };

const subscribesToAnnotations = ({ roles }: Pick<Config, 'roles'>): boolean =>
  roles.has(ANNOTATIONS.reader) && !roles.has(ANNOTATIONS.writer);

const publishesAnnotations = ({ roles }: Pick<Config, 'roles'>): boolean =>
  roles.has(ANNOTATIONS.writer) && !roles.has(ANNOTATIONS.reader);

/** The topics of these logs, and of the annotations of another process. */
export const subscribedTopics = (config: Pick<Config, 'roles'>): readonly string[] => [
  ...subscribedLogs(config).map((name) => LOG_TOPICS[name]),
  ...(subscribesToAnnotations(config) ? [ANNOTATION_TOPIC] : []),
];

/** The logs that this process writes and roles of other processes read. */
export const publishedLogs = ({ roles }: Pick<Config, 'roles'>): readonly LogName[] =>
  NAMES.filter((name) => {
    const { writer, readers } = LOGS[name];
    return roles.has(writer) && !readers.every((role) => roles.has(role));
  });

/** The consumers of the logs in this process. Entries are kept until all of them have read them. */
export function followersOf(config: Pick<Config, 'roles'>) {
  const { roles } = config;
  const published = new Set(publishedLogs(config));
  const names = (...list: readonly (readonly [boolean, ConsumerName])[]) =>
    list.flatMap(([here, name]) => (here ? [name] : []));
  return {
    followers: names(
      [roles.has('evaluate'), CONSUMERS.evaluate],
      [roles.has('alert'), CONSUMERS.alert],
      [published.has('observations'), PUBLISHER_CONSUMERS.observations],
    ),
    resultFollowers: names(
      [roles.has('evaluate'), CONSUMERS.announce],
      [roles.has('alert'), CONSUMERS.alertResults],
      [published.has('results'), PUBLISHER_CONSUMERS.results],
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
  /** Apply the logs of other processes; started before the consumers of this process. */
  readonly subscribers: readonly Follower[];
  /** Publish the logs of this process to others. */
  readonly publishers: readonly Follower[];
}

/** Creates the publishers and subscribers of logs; none if one process has all roles. */
export function createLogs({ config, replica, listen, publisher, clock, metrics, log }: LogsDeps): Logs {
  if (!replica) return { subscribers: [], publishers: [] };
  const topics = subscribedTopics(config);
  return {
    subscribers:
      topics.length > 0 ? [createLogSubscriber({ inbox: listen(topics), replica, metrics, log })] : [],
    publishers: [
      ...publishedLogs(config).map((name) => createLogPublisher(name, { store: replica, publisher, log })),
      ...(publishesAnnotations(config)
        ? [createAnnotationPublisher({ store: replica, publisher, clock, log })]
        : []),
    ],
  };
}
