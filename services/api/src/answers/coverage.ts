import { type NamesOfSections, shortfallText } from '@lanbi/query';
import { roundHalfEven, shortfallsOf, type Validity } from '@lanbi/standards';
import * as z from 'zod';
import { shortfall, shortfallOf } from './shortfall.ts';

const PERCENT_DIGITS = 1;

/** Of how many values a figure should be made, of how many it is, and that in per cent. */
export const coverage = z
  .object({
    expected: z.number(),
    observed: z.number(),
    percent: z.number().nullable().describe('null where nothing is expected'),
  })
  .meta({ id: 'Coverage' });

export const validity = z
  .object({
    kind: z.enum(['valid', 'insufficient', 'missing']),
    reason: z.string().optional().describe('why it is missing'),
    expected: z.number().optional(),
    observed: z.number().optional(),
    percent: z.number().nullable().optional().describe('observed of expected, one decimal'),
    why: z
      .object({ zh: z.string(), en: z.string() })
      .optional()
      .describe('what falls short, for a person; absent of what is valid'),
    shortfalls: z
      .array(shortfall)
      .optional()
      .describe('every rule of validity that is not met: rule, item, part of the time, needed and found'),
  })
  .meta({ id: 'Validity' });

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

/** Of a figure that stands beside the one that is asked for: what falls short as a text alone. */
export const briefValidity = validity.omit({ shortfalls: true }).meta({ id: 'BriefValidity' });

/** As answers tell it of a figure beside the one that is asked for. */
export function briefValidityOf(found: Validity): z.infer<typeof briefValidity> {
  const { shortfalls: _, ...brief } = validityAnswerOf(found);
  return brief;
}

/**
 * As answers tell it: with the share beside the counts, and what falls short.
 * @param names the registry, of a figure of several sections
 */
export function validityAnswerOf(found: Validity, names?: NamesOfSections): z.infer<typeof validity> {
  if (found.kind === 'valid') return { kind: 'valid', ...covered(found) };
  const short = shortfallsOf(found);
  const why =
    short.length === 0 ? {} : { why: shortfallText(short, names), shortfalls: short.map(shortfallOf) };
  return found.kind === 'missing'
    ? { kind: found.kind, reason: found.reason, ...why }
    : { kind: found.kind, ...covered(found), ...why };
}
