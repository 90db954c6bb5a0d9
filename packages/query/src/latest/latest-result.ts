import type { Span, StoredResult } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import { dataSpanOf } from '../data-span.ts';
import type { LatestGroup, LatestKinds } from './latest-figure.ts';
import { latestHour, latestHourUntil } from './latest-hour.ts';

export const NEVER = instant(Infinity);
/** A stored result of a group. */
export type ResultOf<Of extends LatestGroup> = StoredResult<LatestKinds[Of]>;

/** How the latest of the newest results of a subject is found. */
interface Latest<Of extends LatestGroup> {
  readonly kind: LatestKinds[Of];
  /** @param newest in ascending order */
  latest(newest: readonly ResultOf<Of>[], now: Instant): ResultOf<Of> | undefined;
  /** When another one becomes the latest, if nothing comes. */
  until(newest: readonly ResultOf<Of>[], latest: ResultOf<Of>, now: Instant): Instant;
  /** The time whose data a result is made of. */
  dataSpan(result: ResultOf<Of>): Span;
}

const LATEST: { readonly [Of in LatestGroup]: Latest<Of> } = {
  stations: {
    kind: 'aqi.hour',
    latest: (newest, now) => latestHour(newest, false, now),
    until: latestHourUntil,
    dataSpan: dataSpanOf,
  },
  regions: {
    kind: 'region.aqi.hour',
    latest: (newest, now) => latestHour(newest, true, now),
    until: latestHourUntil,
    dataSpan: dataSpanOf,
  },
  sections: {
    kind: 'class.sample',
    latest: (newest) => newest.at(-1),
    until: () => NEVER,
    dataSpan: dataSpanOf,
  },
};

export const latestGroup = <Of extends LatestGroup>(of: Of): Latest<Of> => LATEST[of];
