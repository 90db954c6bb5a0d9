import {
  type Cause,
  encodeOffset,
  type RegionId,
  type SectionId,
  type StoredObservation,
} from '@lanbi/model';

/** Maximum number of causes of a result; the history has the others under other results. */
const FEW = 5;

export type Causes = readonly Cause[];

export const NO_CAUSES: Causes = [];

/** The subjects for which the readings of a station no longer count since the registry changed. */
export interface FormerSubjects {
  readonly regions: readonly RegionId[];
  readonly sections: readonly SectionId[];
}

/** An observation that an evaluation applies: an entry of the log, or one that a backfill applies again. */
export interface EvaluationInput extends StoredObservation {
  /** Set if the observation is not new: its quality flags changed since a neighbour arrived or changed. */
  readonly judged?: true;
  /**
   * Set if the observation is not new: the registry changed for its station, or for one of the same region or section.
   */
  readonly backfill?: FormerSubjects;
  /** Set if the observation is not new: its records were lost. */
  readonly rebuilt?: true;
}

/** Joins two lists of causes, each observation once, limited to a few. */
export function joined(a: Causes, b: Causes): Causes {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const all = new Map([...a, ...b].map((cause) => [encodeOffset(cause.position), cause]));
  return [...all.values()].slice(0, FEW);
}

/**
 * Returns the causes of an observation that changes existing records: the registry changed, its quality flags changed,
 * it corrects a value, or it arrived after a later one of its station was applied. The order of arrival counts, not the
 * clock: old data that are replayed in order are not late.
 * @param watermark end of the latest observation of the station that was applied before
 */
export function causesOf(entry: EvaluationInput, watermark: number): Causes {
  const { station, to, period, position } = entry;
  const change = changeOf(entry, to < watermark);
  return change ? [{ change, station, to, period, position }] : NO_CAUSES;
}

function changeOf(
  { backfill, rebuilt, judged, readings }: EvaluationInput,
  late: boolean,
): Cause['change'] | undefined {
  if (rebuilt) return undefined;
  if (backfill) return 'registry';
  if (judged) return 'judged';
  if (readings.some(({ revision }) => revision > 1)) return 'corrected';
  return late ? 'late' : undefined;
}

/** Returns the causes as a member of a result; empty without causes. */
export const withCauses = (causes: Causes): { readonly causes?: Causes } =>
  causes.length > 0 ? { causes } : {};
