import type { MarkStore, Marks, ObservationMarks, StationId, StoredObservation } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** Observations of one station and one length of period. */
export interface SeriesKey {
  readonly station: StationId;
  readonly period: StoredObservation['period'];
}

/** Whether marks are those of an observation of a series. */
export const isOfSeries = (each: ObservationMarks, { station, period }: SeriesKey): boolean =>
  each.station === station && each.period === period;

/** The marks in the store of observations of a series that end in (after, to], by their ends. */
export async function standingMarks(
  store: Pick<MarkStore, 'marks'>,
  { station, period }: SeriesKey,
  span: { readonly after: Instant; readonly to: Instant; readonly limit: number },
): Promise<Map<Instant, Marks>> {
  const found = await store.marks({ station, period, ...span });
  return new Map(found.map(({ to, marks }) => [to, marks]));
}
