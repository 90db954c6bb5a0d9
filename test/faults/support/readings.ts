/** Stations of every fault scenario, one connection each. */
export const STATIONS = 8;

const FIRST = Date.parse('2010-01-01T00:00:00+08:00');
const HOUR = 3_600_000;
/** One message of so many is refused: it must come to the dead letter, whatever is killed. */
const REFUSED_EVERY = 40;

export const stationOf = (n: number): string => `F${n % STATIONS}`;

/** The registry of the fault scenarios as a file. */
export const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: Array.from({ length: STATIONS }, (_, i) => ({
    id: stationOf(i),
    medium: 'air',
    name: stationOf(i),
    region: 'r',
  })),
};

export const isRefused = (n: number): boolean => n % REFUSED_EVERY === REFUSED_EVERY - 1;

/** What the n-th message says: other numbers than its neighbours', so that a mix-up shows. */
export const valuesOf = (n: number): Readonly<Record<string, number>> => ({
  pm2_5: ((n * 7919) % 900_000) / 100,
  no2: ((n * 104_729) % 40_000) / 10,
});

/** The end of its hour: no two messages share station and hour. */
export const endOf = (n: number): number => FIRST + Math.floor(n / STATIONS) * HOUR;

export const topicOf = (n: number): string => `env/v1/air/${stationOf(n)}/observations`;

/** The n-th message as sent. A refused one breaks off in the middle of its JSON. */
export function payloadOf(n: number): string {
  const whole = JSON.stringify({ seq: n, ts: endOf(n), values: valuesOf(n) });
  return isRefused(n) ? whole.slice(0, -2) : whole;
}

/** The number of a message, read from its payload. @throws for a payload that is none of ours */
export function numberOf(payload: Uint8Array): number {
  const found = /^\{"seq":(\d+)/.exec(Buffer.from(payload).toString());
  if (!found)
    throw new Error(`no message of the fault suite: ${Buffer.from(payload).toString().slice(0, 80)}`);
  return Number(found[1]);
}

/** The number of a stored observation, read from its identity. */
export const numberAt = (station: string, end: number): number =>
  ((end - FIRST) / HOUR) * STATIONS + Number(station.slice(1));
