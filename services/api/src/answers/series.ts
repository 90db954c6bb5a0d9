import * as z from 'zod';
import { evaluation } from './evaluation.ts';
import { name } from './name.ts';
import { standards } from './standards.ts';

export const each = z
  .object({
    validity: z.object({ kind: z.literal('valid') }),
    provisional: z.literal(false),
    revision: z.literal(1),
  })
  .describe('what holds for each row that does not say otherwise');

/** What is said once of all rows of a series. */
export const seriesCommon = z.object({
  name,
  interval: z.enum(['hour', 'day']),
  standards: standards.describe('every standard that was used; a row under others names them'),
  evaluation,
  each,
});

/** What a row does not say. */
export const defaults = (): z.infer<typeof each> => ({
  validity: { kind: 'valid' },
  provisional: false,
  revision: 1,
});
