import type { EvaluationState } from '@lanbi/query';
import { formatInstant } from '@lanbi/standards';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';

/** How much of what is stored an answer does not contain yet. */
export const evaluation = z
  .object({
    complete: z.boolean().describe('whether everything stored of the stations in question is evaluated'),
    behind: z
      .number()
      .describe(
        'entries of the log of observations that are stored and not evaluated, of all stations; all of them while lost results are rebuilt; 0 where complete',
      ),
    since: z.string().nullable().describe('when the oldest of them was received; null where complete'),
  })
  .meta({ id: 'EvaluationState' });

/** How far an answer is evaluated. */
export type EvaluationAnswer = z.infer<typeof evaluation>;

export const evaluationOf = ({ complete, behind, since }: EvaluationState): EvaluationAnswer => ({
  complete,
  behind,
  since: since === undefined ? null : formatInstant(since),
});

/** Header of answers whose form has no `meta`, such as CSV. */
export const EVALUATION_HEADER = 'x-evaluation';

/** Says in a header how far an answer is evaluated: `complete`, or `incomplete; behind=36; since=2026-07-03T01:00:00+08:00`. */
export function setEvaluation(reply: FastifyReply, state: EvaluationAnswer | undefined): void {
  if (!state) return;
  const { complete, behind, since } = state;
  reply.header(EVALUATION_HEADER, complete ? 'complete' : `incomplete; behind=${behind}; since=${since}`);
}
