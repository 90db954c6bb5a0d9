import { ID_PATTERN, type Medium } from '@lanbi/model';

/** What a station's topic carries. */
export type TopicKind = 'observations' | 'hj212' | 'status' | 'errors';

export interface StationTopic {
  readonly medium: Medium;
  readonly station: string;
  readonly kind: TopicKind;
}

/** What ingest subscribes to. */
export const TELEMETRY_TOPICS = ['env/v1/+/+/observations', 'env/v1/+/+/hj212'] as const;

/** Characters of the longest topic of a station; MQTT allows 65,535. */
const LONGEST = 128;

const STATION_TOPIC = /^env\/v1\/(air|water)\/([^/]+)\/(observations|hj212|status|errors)$/;

/** A station's topic of the contract (section 1); undefined for any other. */
export function parseTopic(topic: string): StationTopic | undefined {
  if (topic.length > LONGEST) return undefined;
  const [, medium, station, kind] = STATION_TOPIC.exec(topic) ?? [];
  if (station === undefined || !ID_PATTERN.test(station)) return undefined;
  return { medium: medium as Medium, station, kind: kind as TopicKind };
}

/** Whether a message under this topic is telemetry, good or bad. */
export const isTelemetry = (topic: string): boolean =>
  /^env\/v1\/[^/]+\/[^/]+\/(observations|hj212)$/.test(topic);

export const observationsTopic = (medium: Medium, station: string): string =>
  `env/v1/${medium}/${station}/observations`;
export const hj212Topic = (medium: Medium, station: string): string => `env/v1/${medium}/${station}/hj212`;
export const statusTopic = (medium: Medium, station: string): string => `env/v1/${medium}/${station}/status`;
export const errorsTopic = (medium: Medium, station: string): string => `env/v1/${medium}/${station}/errors`;
export const stationResultTopic = (station: string): string => `env/v1/results/air/stations/${station}`;
export const regionResultTopic = (region: string): string => `env/v1/results/air/regions/${region}`;
export const sectionResultTopic = (section: string): string => `env/v1/results/water/sections/${section}`;
/** Every topic of results, and of alerts. */
export const RESULT_TOPICS = 'env/v1/results/#';
export const ALERT_TOPICS = 'env/v1/alerts/#';

/** The ids of rule and subject in the topic of an alert; undefined for any other topic. */
export function alertOfTopic(topic: string): { readonly ruleId: string; readonly id: string } | undefined {
  const [, ruleId, id] = /^env\/v1\/alerts\/([^/]+)\/([^/]+)$/.exec(topic) ?? [];
  return ruleId !== undefined && id !== undefined ? { ruleId, id } : undefined;
}

export const alertTopic = (rule: string, subject: string): string => `env/v1/alerts/${rule}/${subject}`;
