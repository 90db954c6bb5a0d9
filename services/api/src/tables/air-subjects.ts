import type { Points } from '@lanbi/evaluation';
import type { Registry, Station } from '@lanbi/model';
import * as z from 'zod';
import { Problem } from '../http/problem.ts';
import { pointsOf } from '../staleness-now.ts';
import { idsText } from './selection-query.ts';
import { idsOf, withinAsked } from './subjects.ts';

/** Whose air is asked for. */
export const airSubjectsQuery = {
  stations: idsText.describe(
    'ids of air stations with commas between, or `all`; all where nothing is asked for',
  ),
  regions: idsText.describe('ids of districts and cities with commas between, or `all`, instead of stations'),
  region: z.string().max(64).optional().describe('only what is in this region or below it'),
  level: z.enum(['district', 'city']).optional().describe('only districts or cities'),
};

interface Asked {
  readonly stations?: string | undefined;
  readonly regions?: string | undefined;
  readonly region?: string | undefined;
  readonly level?: 'district' | 'city' | undefined;
}

/** Subjects of air in their order, and the stations behind them. */
export interface AirSubjects {
  readonly of: 'station' | 'region';
  readonly ids: readonly string[];
  readonly stations: readonly Station[];
}

/** @throws Problem bad-request */
export function airSubjects(registry: Registry, points: Points, asked: Asked): AirSubjects {
  const isWithin = withinAsked(registry, asked.region);
  if (asked.regions !== undefined || asked.level !== undefined)
    return regionsOf(registry, points, asked, isWithin);
  const known = [...registry.stations.values()].filter(
    ({ medium, region }) => medium === 'air' && isWithin(region),
  );
  const ids = idsOf(
    'stations',
    asked.stations ?? 'all',
    known.map(({ id }) => id),
  );
  const named = new Set(ids);
  return { of: 'station', ids, stations: known.filter(({ id }) => named.has(id)) };
}

function regionsOf(
  registry: Registry,
  points: Points,
  { stations, regions = 'all', level }: Asked,
  isWithin: ReturnType<typeof withinAsked>,
): AirSubjects {
  if (stations !== undefined)
    throw Problem.of([
      { field: 'querystring/stations', message: 'a table is of stations or of regions: give one' },
    ]);
  const known = [...registry.regions.values()].filter(
    ({ id, kind }) =>
      kind !== 'province' && (level === undefined || kind === level) && isWithin(id) && points.has(id),
  );
  const ids = idsOf(
    'regions',
    regions,
    known.map(({ id }) => id),
  );
  const named = new Set(ids);
  const behind = known.filter(({ id }) => named.has(id)).flatMap(({ id }) => pointsOf(points, id));
  return { of: 'region', ids, stations: [...new Set(behind)] };
}
