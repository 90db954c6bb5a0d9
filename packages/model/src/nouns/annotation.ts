import type { CivilDate, Instant, SectionState } from '@lanbi/standards';

/** Pollutants whose statistics may leave out dust days (air.md 3, dust days). */
export const DUST_POLLUTANTS = ['pm10', 'pm2_5'] as const;
export type DustPollutant = (typeof DUST_POLLUTANTS)[number];

/** Dust days of a region and of everything in it, and the pollutants whose statistics leave them out. */
export interface DustDays {
  readonly kind: 'dust-day';
  readonly pollutants: readonly DustPollutant[];
}

/** Days on which a section has no class, and the reason. */
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

/** The author of an entry, and the reason. */
export interface Authored {
  readonly reason: string;
  /** The author as free text. */
  readonly by?: string;
  /** Name of the API key of the request; absent where no keys are required. */
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

/** The withdrawal of an annotation. */
export interface Withdrawal extends Authored {
  readonly at: Instant;
}

export type StoredAnnotation = Annotation & {
  readonly id: number;
  /** Version of the last change; each entered or withdrawn annotation gets the next version. */
  readonly version: number;
  readonly withdrawn?: Withdrawal;
};
