/** The logs that travel. */
export type LogName = 'observations' | 'results';

/** Internal topics: nobody but lanbi reads or writes them (infra/mosquitto/lanbi.acl). */
export const LOG_TOPICS: Readonly<Record<LogName, string>> = {
  observations: 'lanbi/log/observations',
  results: 'lanbi/log/results',
};

/** All annotations that hold, as one retained message. */
export const ANNOTATION_TOPIC = 'lanbi/log/annotations';

export const logOf = (topic: string): LogName | undefined =>
  (Object.keys(LOG_TOPICS) as LogName[]).find((name) => LOG_TOPICS[name] === topic);
