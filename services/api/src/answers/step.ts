import type { Step } from '@lanbi/standards';
import * as z from 'zod';

const figure = z.union([z.number(), z.string(), z.null()]);

/** One step of the arithmetic behind a figure. */
export const stepAnswer = z
  .object({
    quantity: z.string().describe('what was worked out, such as `iaqi.pm2_5`'),
    edition: z.string(),
    clause: z.string().describe('clause, table or formula of the edition'),
    inputs: z.record(z.string(), figure).describe('named inputs and limits; null where one was missing'),
    arithmetic: z.string().describe('the arithmetic with its numbers'),
    rounding: z.string().optional(),
    result: figure,
  })
  .meta({ id: 'Step' });

/** All steps of a figure, where a derivation was asked for. */
export const derivation = z.array(stepAnswer).optional();

/** The member `derivation` of an answer; none where no steps were kept. */
export const derivationOf = (
  steps: readonly Step[] | undefined,
): { readonly derivation?: z.infer<typeof stepAnswer>[] } =>
  steps ? { derivation: steps.map(({ inputs, ...rest }) => ({ ...rest, inputs: { ...inputs } })) } : {};
