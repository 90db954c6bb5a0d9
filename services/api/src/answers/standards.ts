import { EDITION_STAGES, editionById } from '@lanbi/standards';
import * as z from 'zod';

/** The editions behind a figure, each with its stage where it has stages. */
export const standards = z
  .array(z.object({ edition: z.string(), stage: z.enum(EDITION_STAGES).optional() }))
  .describe('every standard that was used');

/** Stages by edition: looked up for each row of a series. */
const stages = new Map<string, { readonly stage?: 'transition' | 'final' }>();

function stageOf(edition: string): { readonly stage?: 'transition' | 'final' } {
  const known = stages.get(edition);
  if (known) return known;
  const stage = editionById(edition)?.stage;
  const found = stage ? { stage } : {};
  stages.set(edition, found);
  return found;
}

export const standardsOf = (...ids: readonly string[]): z.infer<typeof standards> =>
  ids.filter((id, at) => ids.indexOf(id) === at).map((edition) => ({ edition, ...stageOf(edition) }));
