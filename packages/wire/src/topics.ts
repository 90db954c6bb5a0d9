import { ID_PATTERN, type Medium } from '@lanbi/model';

/** The kinds of topics of a station. */
export type TopicKind = 'observations' | 'hj212' | 'status' | 'errors';

export interface StationTopic {
  readonly medium: Medium;
  readonly station: string;
  readonly kind: TopicKind;
}

/** The topic filters of ingest. */
export const TELEMETRY_TOPICS = ['env/v1/+/+/observations', 'env/v1/+/+/hj212'] as const;

/** Most characters of a topic of a station; MQTT allows 65,535. */
const LONGEST = 128;

const STATION_TOPIC = /^env\/v1\/(air|water)\/([^/]+)\/(observations|hj212|status|errors)$/;

/** Parses a topic of a station (contract, section 1); undefined for other topics. */
export function parseTopic(topic: string): StationTopic | undefined {
  if (topic.length > LONGEST) return undefined;
  const [, medium, station, kind] = STATION_TOPIC.exec(topic) ?? [];
  if (station === undefined || !ID_PATTERN.test(station)) return undefined;
  return { medium: medium as Medium, station, kind: kind as TopicKind };
}

/** Says whether messages under a topic are telemetry, valid or not. */
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
/** The topic filters of results and of alerts. */
export const RESULT_TOPICS = 'env/v1/results/#';
export const ALERT_TOPICS = 'env/v1/alerts/#';

/** Parses the ids of rule and subject from the topic of an alert; undefined for other topics. */
export function alertOfTopic(topic: string): { readonly ruleId: string; readonly id: string } | undefined {
  const [, ruleId, id] = /^env\/v1\/alerts\/([^/]+)\/([^/]+)$/.exec(topic) ?? [];
  return ruleId !== undefined && id !== undefined ? { ruleId, id } : undefined;
}

export const alertTopic = (rule: string, subject: string): string => `env/v1/alerts/${rule}/${subject}`;
