import type { BrokerRole } from './users.ts';

/** Who a client is. `anyone`: the broker has no users file and authenticates nobody. */
export type Identity = { readonly role: 'anyone' } | { readonly role: BrokerRole; readonly name: string };

export const ANYONE: Identity = { role: 'anyone' };

/** Topics that a station publishes to (contract, section 1). No client publishes results, alerts or errors. */
const STATION_TOPIC = /^env\/v1\/(?:air|water)\/([^/]+)\/(?:observations|hj212|status)$/;
/** Any telemetry, also of a medium or an id that does not exist: ingest dead-letters it with its reason. */
const ANY_STATION_TOPIC = /^env\/v1\/(?!results\/|alerts\/)[^/]+\/([^/]+)\/(?:observations|hj212|status)$/;

export function mayPublish(who: Identity, topic: string): boolean {
  if (who.role === 'anyone') return ANY_STATION_TOPIC.test(topic);
  return who.role === 'station' && STATION_TOPIC.exec(topic)?.[1] === who.name;
}

/** Only the status may be retained (contract): retained messages use memory without end. */
export const mayRetain = (topic: string): boolean => topic.endsWith('/status');

/** Bytes of a status, which is one word and stays in memory. */
const STATUS_BYTES = 1024;

/** Whether a status is too large. Ingest checks the size of telemetry. */
export const isTooLarge = (topic: string, bytes: number): boolean => mayRetain(topic) && bytes > STATUS_BYTES;

/** Only a status may be a last will: telemetry has a time of measurement. */
export const mayWill = (who: Identity, topic: string, bytes: number): boolean =>
  mayPublish(who, topic) && mayRetain(topic) && !isTooLarge(topic, bytes);

/** Whether every topic that `filter` matches is matched by `allowed`. */
function covers(allowed: string, filter: string): boolean {
  const wanted = filter.split('/');
  const levels = allowed.split('/');
  for (const [index, level] of levels.entries()) {
    if (level === '#') return wanted.length >= index;
    const part = wanted[index];
    if (part === undefined || part === '#') return false;
    if (level !== '+' && level !== part) return false;
  }
  return wanted.length === levels.length;
}

function readable(who: Identity): readonly string[] {
  if (who.role === 'anyone') return ['#'];
  if (who.role === 'reader') return ['env/v1/#'];
  return [`env/v1/+/${who.name}/errors`, 'env/v1/results/#'];
}

/** No client subscribes to `$` topics: they belong to the broker. */
export const maySubscribe = (who: Identity, filter: string): boolean =>
  !filter.startsWith('$') && readable(who).some((allowed) => covers(allowed, filter));

/** The station whose limits a message counts to: the user, or the id in the topic where there are no users. */
export const stationOfMessage = (who: Identity, topic: string): string =>
  who.role === 'anyone' ? (topic.split('/')[3] ?? '') : who.name;
