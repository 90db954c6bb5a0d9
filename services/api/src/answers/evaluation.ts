import type { EvaluationState } from '@lanbi/query';
import { formatInstant } from '@lanbi/standards';
import * as z from 'zod';

/** How much of what is stored an answer does not contain yet. */
export const evaluation = z
  .object({
    complete: z.boolean().describe('whether everything stored of the stations in question is evaluated'),
    behind: z
      .number()
      .describe(
        'places of the log of observations that are stored and not evaluated, of all stations; 0 where complete',
      ),
    since: z.string().nullable().describe('when the oldest of them was received; null where complete'),
  })
  .meta({ id: 'EvaluationState' });

export const evaluationOf = ({ complete, behind, since }: EvaluationState): z.infer<typeof evaluation> => ({
  complete,
  behind,
  since: since === undefined ? null : formatInstant(since),
});
