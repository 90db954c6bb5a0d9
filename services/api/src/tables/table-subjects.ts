import type { Points, Window } from '@lanbi/evaluation';
import type { DataSubject, Registry, Section, Station } from '@lanbi/model';
import type { TableQuestion } from '@lanbi/query';
import { dataOfSection, stationsOf } from '../staleness-now.ts';
import { airSubjects } from './air-subjects.ts';
import { idsOf } from './subjects.ts';
import type { AnyTableQuery } from './table-query.ts';
import { waterSubjects } from './water-subjects.ts';

/** Subjects in their order, and the stations behind them. */
export interface AskedSubjects {
  readonly ids: readonly string[];
  /** Of air: districts and cities, not stations. */
  readonly region: boolean;
  readonly stations: readonly Station[];
  /** Whose data the rows of a subject are made of. */
  readonly dataOf: (id: string) => readonly DataSubject[];
}

/** The waters that a section is ever on. */
const WATERS = {
  rivers: ({ river, rivers }: Section) => [river, ...(rivers ?? []).map(({ is }) => is)],
  lakes: ({ lake, lakes }: Section) => [lake, ...(lakes ?? []).map(({ is }) => is)],
} as const;

function bodies(
  registry: Registry,
  of: keyof typeof WATERS,
  [field, asked = 'all']: readonly [string, string | undefined],
): AskedSubjects {
  const ids = idsOf(field, asked, registry[of].keys());
  const named = new Set(ids);
  const sections = [...registry.sections.values()].filter((section) =>
    WATERS[of](section).some((each) => each !== undefined && named.has(each)),
  );
  const dataOf = (id: string) =>
    sections.flatMap((section) =>
      WATERS[of](section).some((each) => each === id) ? dataOfSection(section) : [],
    );
  return { ids, region: false, stations: stationsOf({ registry }, sections), dataOf };
}

/** @param window in which sections are on a river or lake @throws Problem bad-request */
export function subjectsAsked(
  { registry, points }: { readonly registry: Registry; readonly points: Points },
  { subjects, ids = 'ids' }: TableQuestion,
  query: AnyTableQuery,
  window: Window,
): AskedSubjects {
  if (subjects === 'air') {
    const { of, ...found } = airSubjects(registry, points, query);
    return { ...found, region: of === 'region', dataOf: (id) => [{ of, id }] };
  }
  if (subjects === 'sections') {
    const found = waterSubjects(registry, query, window);
    return { ...found, region: false, dataOf: (id) => [{ of: 'section', id }] };
  }
  return bodies(registry, subjects, [ids, query[ids]]);
}
