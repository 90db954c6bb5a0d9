/** Names a reader of a log whose place is kept. */
export type ConsumerName = string & { readonly __consumer: never };

export const consumerName = (text: string): ConsumerName => text as ConsumerName;

/** The readers of the logs of a store. Their names are stored: a changed name begins at the start. */
export const CONSUMERS = {
  /** Evaluates observations. */
  evaluate: consumerName('evaluate'),
  /** Publishes the latest results to the broker. */
  announce: consumerName('announce'),
  /** Follow the logs of observations and of results for alerts. */
  alert: consumerName('alert'),
  alertResults: consumerName('alert-results'),
  /** Send the logs to whoever runs apart. */
  tellObservations: consumerName('tell'),
  tellResults: consumerName('tell-results'),
  /** Up to where the last readings of each station are kept. */
  latest: consumerName('#latest'),
} as const satisfies Readonly<Record<string, ConsumerName>>;

/** The readers whose places are kept beside alerts: each with what was made of the log up to there. */
export const ALERT_CONSUMERS = {
  observations: consumerName('observations'),
  results: consumerName('results'),
} as const satisfies Readonly<Record<string, ConsumerName>>;

/** Brings what a spool holds into the store; `id` names the file of the spool. */
export const spoolConsumer = (id: string): ConsumerName => consumerName(`spool-${id}`);

/** Sends changes of alerts to one target. */
export const webhookConsumer = (target: string): ConsumerName => consumerName(`webhook ${target}`);

/** How far a store has taken in a log that another lanbi writes. */
export const heardConsumer = (log: 'observations' | 'results', origin: string): ConsumerName =>
  consumerName(`heard ${log} ${origin}`);

/** What the names of all logs of a kind that are taken in begin with. */
export const heardPrefix = (log: 'observations' | 'results'): string => `heard ${log} `;
