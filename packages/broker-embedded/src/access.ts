import type { Role } from './users.ts';

/** Who is at the other end. `anyone`: no users file, so nobody is asked. */
export type Identity = { readonly role: 'anyone' } | { readonly role: Role; readonly name: string };

export const ANYONE: Identity = { role: 'anyone' };

/** What a station says (contract, section 1); results, alerts, errors and everything else are not for clients to say. */
const STATION_TOPIC = /^env\/v1\/(?:air|water)\/([^/]+)\/(?:observations|hj212|status)$/;
/** Any telemetry, also under a medium or an id that does not exist: it is dead-lettered with its reason. */
const ANY_STATION_TOPIC = /^env\/v1\/(?!results\/|alerts\/)[^/]+\/([^/]+)\/(?:observations|hj212|status)$/;

export function mayPublish(who: Identity, topic: string): boolean {
  if (who.role === 'anyone') return ANY_STATION_TOPIC.test(topic);
  return who.role === 'station' && STATION_TOPIC.exec(topic)?.[1] === who.name;
}

/** A retained message costs memory for good, so only the contract's is kept: a status. */
export const mayRetain = (topic: string): boolean => topic.endsWith('/status');

/** Bytes of a status, which is a word and is kept in memory. */
const STATUS_BYTES = 1024;

/** Whether a message is too large for what its topic is for. Telemetry is for ingest to judge. */
export const isTooLarge = (topic: string, bytes: number): boolean => mayRetain(topic) && bytes > STATUS_BYTES;

/** The last will is a status: telemetry has a moment at which it was measured. */
export const mayWill = (who: Identity, topic: string, bytes: number): boolean =>
  mayPublish(who, topic) && mayRetain(topic) && !isTooLarge(topic, bytes);

/** Whether every topic that `filter` matches is matched by `allowed`. */
function covers(allowed: string, filter: string): boolean {
  const wanted = filter.split('/');
  const levels = allowed.split('/');
  for (const [index, level] of levels.entries()) {
    if (level === '#') return wanted.length >= index;
    const asked = wanted[index];
    if (asked === undefined || asked === '#') return false;
    if (level !== '+' && level !== asked) return false;
  }
  return wanted.length === levels.length;
}

function readable(who: Identity): readonly string[] {
  if (who.role === 'anyone') return ['#'];
  if (who.role === 'reader') return ['env/v1/#'];
  return [`env/v1/+/${who.name}/errors`, 'env/v1/results/#'];
}

/** Nobody listens to `$` topics: they are the broker's own. */
export const maySubscribe = (who: Identity, filter: string): boolean =>
  !filter.startsWith('$') && readable(who).some((allowed) => covers(allowed, filter));

/** The station on whose account a message goes: the user, or what the topic says when nobody is asked. */
export const stationOf = (who: Identity, topic: string): string =>
  who.role === 'anyone' ? (topic.split('/')[3] ?? '') : who.name;
