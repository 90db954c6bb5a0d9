import { EDITION_STAGES, editionById } from '@lanbi/standards';
import * as z from 'zod';

/** The editions behind a figure, each with its stage where it has stages. */
export const standards = z
  .array(z.object({ edition: z.string(), stage: z.enum(EDITION_STAGES).optional() }))
  .describe('every standard that was used');

export const standardsOf = (...ids: readonly string[]): z.infer<typeof standards> =>
  [...new Set(ids)].map((edition) => {
    const stage = editionById(edition)?.stage;
    return { edition, ...(stage && { stage }) };
  });
