import type { Answer } from '@lanbi/client';
import { api } from './api.ts';
import { allOf, LIMIT } from './series.ts';

/** A value as it came or as a mean, with what marks it. */
export interface Observed {
  readonly to: string;
  /** Seconds that it covers; 0 for an instant. */
  readonly period: number;
  readonly value: number | null;
  readonly suspect: readonly string[];
  readonly invalid: string | undefined;
  readonly revision: number;
}

type Observations = Answer<'/v1/stations/{id}/observations', 'get'>;
type Reading = Extract<Observations['data'][number], { readonly flag: string }>;

const isReading = (row: Observations['data'][number]): row is Reading => 'flag' in row;

/** A reading as it came; what is invalid has its reason. */
const readingOf = ({ to, period, value, suspect = [], validity, revision }: Reading): Observed => ({
  ...{ to, period, value, suspect, revision },
  invalid: validity.kind === 'invalid' ? (validity.reason ?? validity.kind) : undefined,
});

/** A mean, whose row says what differs from what all have in common. */
const observedRows =
  (period: number) =>
  ({ data }: Observations): Observed[] =>
    data.map((row) =>
      isReading(row)
        ? readingOf(row)
        : {
            to: row.ts ?? '',
            value: row.value ?? null,
            revision: row.revision ?? 1,
            ...{ period, suspect: [], invalid: undefined },
          },
    );

const SECONDS = { raw: 0, hour: 3_600, day: 86_400 } as const;

/** The readings or means of one parameter of a station. */
export function loadObserved(
  id: string,
  parameter: string,
  interval: 'raw' | 'hour' | 'day',
  from: string,
  to: string,
): Promise<Observed[]> {
  return allOf(
    (cursor) =>
      api.get('/v1/stations/{id}/observations', {
        params: { path: { id }, query: { parameter, interval, from, to, limit: LIMIT, ...cursor } },
      }),
    observedRows(SECONDS[interval]),
  );
}
