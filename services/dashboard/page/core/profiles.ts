import type { Answer } from '@lanbi/client';
import { api } from './api.ts';
import { callOf } from './calls.ts';
import type { Of } from './series.ts';

type Row = Answer<'/v1/air/hours', 'get'>['data'][number];
export type ProfileRow = Extract<Row, { readonly group: string }>;

/** Means of the hours of a span by the hour of the day, which has the number of its begin, and by the weekday. */
export interface Profiles {
  readonly hours: readonly ProfileRow[];
  readonly weekdays: readonly ProfileRow[];
}

interface Asked {
  readonly of: Of;
  readonly id: string;
  /** The first and the last day. */
  readonly from: string;
  readonly to: string;
}

const queryOf = ({ of, id, from, to }: Asked) => ({ [of]: id, from, to, profile: 'hour,weekday' });

/** The call that the means are from. */
export const profilesCall = (asked: Asked): string => callOf('air/hours', queryOf(asked));

const isProfile = (row: Row): row is ProfileRow => 'group' in row;

export async function loadProfiles(asked: Asked): Promise<Profiles> {
  const { data } = await api.get('/v1/air/hours', { params: { query: queryOf(asked) } });
  const rows = data.filter(isProfile);
  return {
    hours: rows.filter(({ profile }) => profile === 'hour'),
    weekdays: rows.filter(({ profile }) => profile === 'weekday'),
  };
}

/** The mean of a pollutant in a group; undefined where it has no values. */
export function meanAt(rows: readonly ProfileRow[], group: string, code: string): number | undefined {
  const found = rows.find((row) => row.group === group);
  const value = found === undefined ? undefined : Object.entries(found).find(([name]) => name === code)?.[1];
  return typeof value === 'number' ? value : undefined;
}
