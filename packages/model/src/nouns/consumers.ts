/** Names a reader of a log that has a checkpoint. */
export type ConsumerName = string & { readonly __consumer: never };

export const consumerName = (text: string): ConsumerName => text as ConsumerName;

/** The readers of the logs of a store. Their names are stored: a reader with a new name starts at the begin of the log. */
export const CONSUMERS = {
  /** Evaluates observations. */
  evaluate: consumerName('evaluate'),
  /** Publishes the latest results to the broker. */
  announce: consumerName('announce'),
  /** Read the logs of observations and of results for alerts. */
  alert: consumerName('alert'),
  alertResults: consumerName('alert-results'),
  /** Publish the logs to other processes. */
  publishObservations: consumerName('tell'),
  publishResults: consumerName('tell-results'),
  /** Offset up to which the latest readings of each station are stored. */
  latest: consumerName('#latest'),
} as const satisfies Readonly<Record<string, ConsumerName>>;

/** The readers whose checkpoints are stored with alerts. */
export const ALERT_CONSUMERS = {
  observations: consumerName('observations'),
  results: consumerName('results'),
} as const satisfies Readonly<Record<string, ConsumerName>>;

/** Writes the messages of a spool to the store; `id` names the file of the spool. */
export const spoolConsumer = (id: string): ConsumerName => consumerName(`spool-${id}`);

/** Sends changes of alerts to one target. */
export const webhookConsumer = (target: string): ConsumerName => consumerName(`webhook ${target}`);

/** The checkpoint of a store in the log of another writer. */
export const appliedConsumer = (log: 'observations' | 'results', origin: string): ConsumerName =>
  consumerName(`heard ${log} ${origin}`);

/** Prefix of the consumer names of all applied logs of a kind. */
export const appliedPrefix = (log: 'observations' | 'results'): string => `heard ${log} `;
