import type { CountsTo, Offset, StationFacts, StationId } from '@lanbi/model';
import type { EvaluationInput, FormerSubjects } from '../cause.ts';
import type { EvaluationStore } from '../evaluation.ts';
import { stationPages } from '../station-pages.ts';

/** What figures in the store may stand under, of each station that was noted. */
export type NotedFacts = ReadonlyMap<StationId, readonly StationFacts[]>;

/** Stations whose readings are to be taken again, each with what they counted to and do no more. */
export type BackfillPlan = ReadonlyMap<StationId, FormerSubjects>;

const NOTHING: FormerSubjects = { regions: [], sections: [] };

/** Everything that readings count to at any time. */
function everOf({ regions, section, dated }: CountsTo): FormerSubjects {
  return { regions, sections: dated?.sections ?? (section ? [section] : []) };
}

const subjectsOf = (facts: CountsTo): string[] =>
  Object.entries(everOf(facts)).flatMap(([kind, ids]) =>
    (ids as readonly string[]).map((id) => `${kind} ${id}`),
  );

/**
 * What one of some facts counts to and those of now do not. Where memberships have dates, what still counts on some
 * days may not count on others: everything that was counted to is looked at again.
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
 * What the registry says otherwise than before: the stations whose facts changed, and those that count to a region or
 * section that one of these counts to or did. A station that is new or gone changes no figure by itself.
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
 * The readings of stations of which the registry says otherwise, as evaluations take them, part by part: all that they
 * touch is evaluated again.
 * @param offset up to where entries of the log were taken, asked for each part: later ones are taken when they come
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
