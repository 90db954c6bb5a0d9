import { sectionsOf, type Window } from '@lanbi/evaluation';
import { didYouMean, type Registry, type Section, type Station } from '@lanbi/model';
import * as z from 'zod';
import { Problem } from '../http/problem.ts';
import { stationsOf } from '../staleness-now.ts';
import { idsText } from './selection-query.ts';
import { idsOf } from './subjects.ts';

const scopeId = z.string().max(64).optional();

/** Whose water is asked for. */
export const waterSubjectsQuery = {
  sections: idsText.describe('ids of sections with commas between, or `all`; all where nothing is asked for'),
  region: scopeId.describe('only sections in this region or below it'),
  river: scopeId.describe('only sections of this river'),
  lake: scopeId.describe('only sections of this lake'),
};

const SCOPES = ['region', 'river', 'lake'] as const;

type Asked = Readonly<Partial<Record<'sections' | (typeof SCOPES)[number], string | undefined>>>;

/** Sections in their order, and the stations behind them. */
export interface WaterSubjects {
  readonly ids: readonly string[];
  readonly stations: readonly Station[];
}

const placesOf = (registry: Registry, scope: (typeof SCOPES)[number]): Iterable<string> =>
  ({ region: registry.regions, river: registry.rivers, lake: registry.lakes })[scope].keys();

/** The sections of each scope that is named. @throws Problem bad-request */
function scopesOf(registry: Registry, asked: Asked, window: Window): readonly ReadonlySet<string>[] {
  return SCOPES.flatMap((scope) => {
    const id = asked[scope];
    if (id === undefined) return [];
    const found = sectionsOf(`${scope}:${id}`, registry, window);
    if (!found) {
      const message = `no ${scope} "${id}"${didYouMean(id, placesOf(registry, scope))}`;
      throw Problem.of([{ field: `querystring/${scope}`, message }]);
    }
    return [new Set<string>(found.map((section) => section.id))];
  });
}

/** @param window in which sections are on a river or lake @throws Problem bad-request */
export function waterSubjects(registry: Registry, asked: Asked, window: Window): WaterSubjects {
  const scopes = scopesOf(registry, asked, window);
  const known: readonly Section[] = [...registry.sections.values()].filter(({ id }) =>
    scopes.every((scope) => scope.has(id)),
  );
  const ids = idsOf(
    'sections',
    asked.sections ?? 'all',
    known.map(({ id }) => id),
  );
  const named = new Set(ids);
  return {
    ids,
    stations: stationsOf(
      { registry },
      known.filter(({ id }) => named.has(id)),
    ),
  };
}
