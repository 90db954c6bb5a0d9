import { type BodyIndex, type CityIndex, isMissing, type Maybe, roundHalfEven } from '@lanbi/standards';
import * as z from 'zod';
import { orReason } from './maybe.ts';
import { ofItems } from './pollutants.ts';

/** Decimals of an index and of its terms [D]: the rules that state them are not at hand. */
export const INDEX_DIGITS = 4;

const bodyIndex = z.object({
  sections: z.number().describe('sections with a value'),
  index: z.number().nullable(),
  reason: z.string().optional(),
  terms: ofItems(z.number()).describe('each item against its limit of class III'),
  without: z.array(z.string()).describe('items that no section has'),
});

/** The figure of an area: the sum over its rivers and lakes, each weighted by its number of sections. */
export const cityIndexFigure = z.object({
  index: z.number().nullable().describe('CWQI; lower is better'),
  reason: z.string().optional().describe('why there is no index'),
  complete: z.boolean().describe('whether every item has a mean; only complete indices compare'),
  items: z.array(z.string()),
  river: bodyIndex,
  lake: bodyIndex,
  edition: z.string(),
});

const rounded = (value: Maybe<number>): Maybe<number> =>
  isMissing(value) ? value : roundHalfEven(value, INDEX_DIGITS);

/** An index or null, with its reason. */
export function shownIndex(value: Maybe<number>): { index: number | null; reason?: string } {
  const { value: index, reason } = orReason(rounded(value));
  return { index, ...(reason && { reason }) };
}

const bodyOf = ({ sections, index, terms, without }: BodyIndex): z.infer<typeof bodyIndex> => ({
  sections,
  ...shownIndex(index),
  terms: Object.fromEntries(
    Object.entries(terms).map(([item, term]) => [item, roundHalfEven(term, INDEX_DIGITS)]),
  ),
  without: [...without],
});

export const cityIndexOf = (
  { edition, index, river, lake }: CityIndex,
  items: readonly string[],
): z.infer<typeof cityIndexFigure> => ({
  ...shownIndex(index),
  complete: [river, lake].every(({ sections, without }) => sections === 0 || without.length === 0),
  items: [...items],
  river: bodyOf(river),
  lake: bodyOf(lake),
  edition,
});
