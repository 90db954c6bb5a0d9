import type {
  ObservationFlags,
  QualityFlagStore,
  QualityFlags,
  StationId,
  StoredObservation,
} from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** Observations of one station and one length of period. */
export interface SeriesKey {
  readonly station: StationId;
  readonly period: StoredObservation['period'];
}

/** Whether flags are those of an observation of a series. */
export const isOfSeries = (each: ObservationFlags, { station, period }: SeriesKey): boolean =>
  each.station === station && each.period === period;

/** The flags in the store of observations of a series that end in (after, to], by their ends. */
export async function standingFlags(
  store: Pick<QualityFlagStore, 'qualityFlags'>,
  { station, period }: SeriesKey,
  span: { readonly after: Instant; readonly to: Instant; readonly limit: number },
): Promise<Map<Instant, QualityFlags>> {
  const found = await store.qualityFlags({ station, period, ...span });
  return new Map(found.map(({ to, flags }) => [to, flags]));
}
