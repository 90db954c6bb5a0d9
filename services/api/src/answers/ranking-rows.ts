import type { Name } from '@lanbi/model';
import type { NamesOfSections } from '@lanbi/query';
import type { Ranked, Unranked, Validity } from '@lanbi/standards';
import * as z from 'zod';
import { validity, validityAnswerOf } from './coverage.ts';
import { name } from './name.ts';

/** A region with a place. */
export const rankedRow = z.object({
  rank: z.number(),
  region: z.string(),
  name,
  index: z.number().nullable(),
  change: z.number().optional().describe('per cent'),
});

/** A region without one. */
export const unrankedRow = z.object({
  region: z.string(),
  name,
  reason: z.string(),
  index: z.number().nullable().describe('shown, but without a place'),
  validity: validity.nullable().describe('of its period; of air null where that is valid'),
});

/** What is said of a region by its id. */
export interface RankedRegions {
  name(id: string): Name;
  index(id: string): number | null;
  /** Undefined where nothing falls short. */
  short(id: string): Validity | undefined;
  /** The registry, of figures of several sections. */
  readonly names?: NamesOfSections;
}

/** @param isChange whether places are by the change of the index */
export const rankedRows = (
  all: readonly Ranked[],
  of: RankedRegions,
  isChange: boolean,
): z.infer<typeof rankedRow>[] =>
  all.map(({ id, rank, figure }) => ({
    ...{ rank, region: id, name: { ...of.name(id) }, index: of.index(id) },
    ...(isChange && { change: figure }),
  }));

export const unrankedRows = (all: readonly Unranked[], of: RankedRegions): z.infer<typeof unrankedRow>[] =>
  all.map(({ id, reason }) => {
    const short = of.short(id);
    const shown = short ? validityAnswerOf(short, of.names) : null;
    return { region: id, name: { ...of.name(id) }, reason, index: of.index(id), validity: shown };
  });

/** Of the regions: how many there are, and how many have a place in the list asked for. */
export function placesValidity(expected: number, places: number): z.infer<typeof validity> {
  if (places === 0) return validityAnswerOf({ kind: 'missing', reason: 'no-data' });
  const kind = places === expected ? 'valid' : 'insufficient';
  return validityAnswerOf({ kind, expected, observed: places });
}
