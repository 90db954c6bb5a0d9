import {
  type Cause,
  encodeOffset,
  type RegionId,
  type SectionId,
  type StoredObservation,
} from '@lanbi/model';

/** As many causes as a result names; the history holds the rest of them under the other results. */
const FEW = 5;

export type Causes = readonly Cause[];

export const NO_CAUSES: Causes = [];

/** What the readings of a station counted to before the registry changed, and do not count to any more. */
export interface FormerSubjects {
  readonly regions: readonly RegionId[];
  readonly sections: readonly SectionId[];
}

/** An observation that an evaluation applies: an entry of the log, or one that a backfill applies again. */
export interface EvaluationInput extends StoredObservation {
  /** Not new: a rule of data quality flags it otherwise since a neighbour of it came or changed. */
  readonly judged?: true;
  /** Not new: the registry changed for its station, or for one that counts to the same place. */
  readonly backfill?: FormerSubjects;
  /** Not new: records of it were lost. */
  readonly rebuilt?: true;
}

/** Both lists, each observation once, cut to a few. */
export function joined(a: Causes, b: Causes): Causes {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const all = new Map([...a, ...b].map((cause) => [encodeOffset(cause.position), cause]));
  return [...all.values()].slice(0, FEW);
}

/**
 * Why an observation changes records that were there: the registry changed, it is flagged otherwise, it corrects, or it
 * comes after a later one of its station was applied. The order of arrival counts and not the clock: old data that are
 * replayed in order are in time.
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

/** The causes as a result carries them; nothing where there is none. */
export const withCauses = (causes: Causes): { readonly causes?: Causes } =>
  causes.length > 0 ? { causes } : {};
