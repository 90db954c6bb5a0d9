import type { Result, StationId, StoredObservation } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { EvaluationStore } from '../evaluation.ts';
import type { Marks, QualityBody } from './marks.ts';

/** Observations of one station and one length of period. */
export interface SeriesKey {
  readonly station: StationId;
  readonly period: StoredObservation['period'];
}

/** Whether marks are those of an observation of a series. */
export const isOfSeries = (
  { kind, subject, from, to }: Pick<Result, 'kind' | 'subject' | 'from' | 'to'>,
  { station, period }: SeriesKey,
): boolean => kind === 'quality' && subject === station && to - from === period * 1000;

/** The marks in the store of observations of a series that end in (after, to], by their ends; none once they are gone. */
export async function standingMarks(
  store: Pick<EvaluationStore, 'results'>,
  of: SeriesKey,
  span: { readonly after: Instant; readonly to: Instant; readonly limit: number },
): Promise<Map<Instant, Marks>> {
  const stored = await store.results({ kind: 'quality', subject: of.station, ...span });
  const own = stored.filter((each) => isOfSeries(each, of));
  return new Map(own.map(({ to, body }) => [to, (body as QualityBody).marks] as const));
}
