import type { CivilDate, Instant, SectionState } from '@lanbi/standards';

/** Pollutants that a day of dust may be left out of (air.md 3, dust days). */
export const DUST_POLLUTANTS = ['pm10', 'pm2_5'] as const;
export type DustPollutant = (typeof DUST_POLLUTANTS)[number];

/** Days of dust of a region and all below it; the pollutants are those that the days are left out of. */
export interface DustDays {
  readonly kind: 'dust-day';
  readonly pollutants: readonly DustPollutant[];
}

/** Days on which a section has no class, and why. */
export interface SectionStateDays {
  readonly kind: 'section-state';
  readonly state: SectionState;
}

/** How far data were checked by people. Data of which neither is said are live. */
export const DATA_STATES = ['reviewed', 'audited'] as const;
export type DataState = (typeof DATA_STATES)[number];

export const DATA_STATE_NAMES: Readonly<Record<DataState, { readonly zh: string; readonly en: string }>> = {
  reviewed: { zh: '已复核', en: 'reviewed' },
  audited: { zh: '已审核', en: 'audited' },
};

/** What the state of data may be said of; of a region it holds for all regions, stations and sections in it. */
export const DATA_SUBJECTS = ['station', 'section', 'region'] as const;

/** A station, a section or a region. */
export interface DataSubject {
  readonly of: (typeof DATA_SUBJECTS)[number];
  readonly id: string;
}

/**
 * Days whose data were checked.
 * @source air.md 3: audited and live data [1]
 */
export interface DataStateDays {
  readonly kind: 'data-state';
  readonly of: DataSubject['of'];
  readonly state: DataState;
}

export const ANNOTATION_KINDS = ['dust-day', 'section-state', 'data-state'] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

/** Who wrote something, and why. */
export interface Authored {
  readonly reason: string;
  /** Who it is from, in words of whoever wrote it. */
  readonly by?: string;
  /** The name of the API key that it came with; absent where none is asked for. */
  readonly author?: string;
}

/** An input of figures that no station sent. Both days belong to it. */
export type Annotation = (DustDays | SectionStateDays | DataStateDays) &
  Authored & {
    /** Id of the region, section or station. */
    readonly subject: string;
    readonly from: CivilDate;
    readonly until: CivilDate;
    readonly enteredAt: Instant;
  };

/** An annotation that does not hold any more. */
export interface Withdrawal extends Authored {
  readonly at: Instant;
}

export type StoredAnnotation = Annotation & {
  readonly id: number;
  /** Rises with each annotation that is entered or withdrawn: the place of the last change of this one. */
  readonly version: number;
  readonly withdrawn?: Withdrawal;
};
