import { airCall } from '../../core/calls.ts';
import { loadLatestRegions, loadLatestStations } from '../../core/latest.ts';
import { param } from '../../core/route.ts';
import { type AirRow, loadAir, type Of } from '../../core/series.ts';
import { dayOf, plusDays } from '../../core/time.ts';
import type { Name } from '../../words/words.ts';

const DAY_MS = 86_400_000;
export const MOST_DAYS = 366;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export interface Side {
  readonly of: Of;
  readonly id: string;
  /** First day. */
  readonly from: string;
}
export interface Place {
  /** `regions/baoding`, as it stands in the address. */
  readonly key: string;
  readonly name: Name;
}

export const loadPlaces = async (): Promise<readonly Place[]> => [
  ...(await loadLatestRegions()).map(({ id, name }) => ({ key: `regions/${id}`, name })),
  ...(await loadLatestStations()).map(({ id, name }) => ({ key: `stations/${id}`, name })),
];

export function sideOf(name: 'a' | 'b', other: string, from: string): Side | undefined {
  const [, of, id] = /^(regions|stations)\/(.+)$/.exec(param(name) ?? other) ?? [];
  return of === undefined || id === undefined ? undefined : { of: of as Of, id, from };
}

export const dateIn = (name: string, otherwise: string): string => {
  const text = param(name);
  return text !== undefined && DATE.test(text) ? text : otherwise;
};

/** The same date of the year before. */
export const yearBefore = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

/** Days that are compared, 1 to 366. */
export function askedDays(): number {
  const days = Number(param('days') ?? 30);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : 30;
}

export const loadSide = ({ of, id, from }: Side, days: number): Promise<AirRow[]> =>
  loadAir({ of, id, interval: 'day', from, to: plusDays(from, days - 1) });

/** The row of each day of a side by the number of the day, from 0. */
export const byNumber = (rows: readonly AirRow[], from: string): ReadonlyMap<number, AirRow> =>
  new Map(rows.map((row) => [Math.round((Date.parse(dayOf(row.from)) - Date.parse(from)) / DAY_MS), row]));

export interface Both {
  readonly a: ReadonlyMap<number, AirRow>;
  readonly b: ReadonlyMap<number, AirRow>;
}

/** The call of all days of a side, which its mean and its good days are from. */
export const callOfSide = ({ of, id, from }: Side, days: number): string =>
  airCall({ of, id, interval: 'day', from, to: plusDays(from, days - 1) });
