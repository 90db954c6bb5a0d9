import { roundHalfEven, type Validity } from '@lanbi/standards';
import * as z from 'zod';

const PERCENT_DIGITS = 1;

/** Of how many values a figure should be made, of how many it is, and that in per cent. */
export const coverage = z.object({
  expected: z.number(),
  observed: z.number(),
  percent: z.number().nullable().describe('null where nothing is expected'),
});

export const validity = z.looseObject({
  kind: z.enum(['valid', 'insufficient', 'missing']),
  reason: z.string().optional().describe('why it is missing'),
  expected: z.number().optional(),
  observed: z.number().optional(),
  percent: z.number().nullable().optional().describe('observed of expected, one decimal'),
});

export const covered = ({
  expected,
  observed,
}: {
  readonly expected: number;
  readonly observed: number;
}): z.infer<typeof coverage> => ({
  expected,
  observed,
  percent: expected > 0 ? roundHalfEven((100 * observed) / expected, PERCENT_DIGITS) : null,
});

/** As answers tell it: with the share beside the counts. */
export const validityOf = (found: Validity): z.infer<typeof validity> =>
  found.kind === 'missing' ? { ...found } : { kind: found.kind, ...covered(found) };
