import type { CountsTo, Offset, StationFacts, StationId } from '@lanbi/model';
import type { EvaluationInput, FormerSubjects } from '../cause.ts';
import type { EvaluationStore } from '../evaluation.ts';
import { stationPages } from '../station-pages.ts';

/** The facts under which stored records may have been computed, by station. */
export type NotedFacts = ReadonlyMap<StationId, readonly StationFacts[]>;

/** Stations whose readings are applied again, each with the subjects for which they no longer count. */
export type BackfillPlan = ReadonlyMap<StationId, FormerSubjects>;

const NOTHING: FormerSubjects = { regions: [], sections: [] };

/** Returns all subjects for which readings count at any time. */
function everOf({ regions, section, dated }: CountsTo): FormerSubjects {
  return { regions, sections: dated?.sections ?? (section ? [section] : []) };
}

const subjectsOf = (facts: CountsTo): string[] =>
  Object.entries(everOf(facts)).flatMap(([kind, ids]) =>
    (ids as readonly string[]).map((id) => `${kind} ${id}`),
  );

/**
 * Returns the subjects of earlier facts that are not among the present ones. With dated memberships a subject may still
 * count on some days only, so all earlier subjects are included.
 */
function formerly(before: readonly StationFacts[], now: StationFacts): FormerSubjects {
  const keeps = ![...before, now].some(({ dated }) => dated);
  const of = <Id>(ids: (facts: FormerSubjects) => readonly Id[]): Id[] => {
    const gone = new Set(before.map(everOf).flatMap(ids));
    if (keeps) for (const id of ids(everOf(now))) gone.delete(id);
    return [...gone];
  };
  return {
    regions: of(({ regions }) => regions),
    sections: of(({ sections }) => sections),
  };
}

/**
 * Plans a backfill for a changed registry: the stations whose facts changed, and those that share a present or earlier
 * region or section with one of them. A new or removed station is no reason by itself.
 */
export function backfillPlan(now: ReadonlyMap<StationId, StationFacts>, noted: NotedFacts): BackfillPlan {
  const found = new Map<StationId, FormerSubjects>();
  const subjects = new Set<string>();
  for (const [id, facts] of now) {
    const before = noted.get(id) ?? [];
    if (before.length === 0) continue;
    for (const each of [...before, facts]) for (const offset of subjectsOf(each)) subjects.add(offset);
    found.set(id, formerly(before, facts));
  }
  for (const [id, facts] of now)
    if (!found.has(id) && subjectsOf(facts).some((offset) => subjects.has(offset))) found.set(id, NOTHING);
  return found;
}

/**
 * Reads the readings of the stations of a plan as evaluation inputs, part by part.
 * @param offset returns the offset up to which the log is applied, called for each part; later entries are applied when
 * they arrive
 */
export async function* plannedReadings(
  store: Pick<EvaluationStore, 'range'>,
  stations: BackfillPlan,
  offset: () => Offset,
): AsyncIterableIterator<{ readonly flags: readonly []; readonly inputs: readonly EvaluationInput[] }> {
  for (const [station, backfill] of stations)
    for await (const { observations } of stationPages(store, station, offset))
      yield { flags: [], inputs: observations.map((each) => ({ ...each, backfill })) };
}
