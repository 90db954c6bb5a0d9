import { type SectionSampleBody, sampleValidity } from '@lanbi/evaluation';
import type { Section, StoredResult } from '@lanbi/model';
import type { AnswerState } from '@lanbi/query';
import { formatInstant, isMissing, type SectionClass, type Step, WATER_ITEMS } from '@lanbi/standards';
import * as z from 'zod';
import { keyed } from '../http/columns.ts';
import { computed, envelopeOf } from './air.ts';
import { orReason } from './maybe.ts';
import { name } from './name.ts';
import { standards, standardsOf } from './standards.ts';

const loose = z.looseObject({});

export const classFigure = z.object({
  class: z.enum(['I', 'II', 'III', 'IV', 'V', 'worse-than-V']).nullable(),
  reason: z.string().optional().describe('why there is no class'),
  level: keyed(z.looseObject({}), ['zh', 'en']).nullable(),
  determining: z.array(z.string()),
  items: keyed(z.record(z.string(), keyed(z.looseObject({}), ['value', 'class', 'evaluated'])), WATER_ITEMS),
  exceedances: z.array(loose),
  edition: z.string(),
  method: z.string(),
  derivation: z.array(loose).optional(),
});

export const sectionClassAnswer = classFigure
  .extend({
    section: z.string(),
    name,
    ts: z.string(),
    target: z.string().nullable(),
    stations: z.array(z.string()),
    standards,
    ...computed.shape,
  })
  .meta({ id: 'SectionClass' });

/** Plain JSON: a missing figure becomes null with its reason beside it. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isMissing(value) || value === null || typeof value !== 'object') return isMissing(value) ? null : value;
  const entries = Object.entries(value).flatMap(([name, inner]) =>
    isMissing(inner)
      ? [
          [name, null],
          [`${name}Missing`, inner.missing],
        ]
      : inner === undefined
        ? []
        : [[name, plain(inner)]],
  );
  return Object.fromEntries(entries);
}

export function classOf(result: SectionClass, steps?: readonly Step[]): z.infer<typeof classFigure> {
  const { value, reason } = orReason(result.class);
  const { edition, method, level, determining, items, exceedances } = result;
  return {
    class: value,
    ...(reason && { reason }),
    level: level ? plain(level) : null,
    determining: [...determining],
    items: plain(items),
    exceedances: plain(exceedances),
    edition,
    method,
    ...(steps && { derivation: steps.map((each) => ({ ...each })) }),
  } as z.infer<typeof classFigure>;
}

export const sampleOf = (
  result: StoredResult<SectionSampleBody>,
  section: Section,
  evaluated: SectionClass,
  state: AnswerState,
  steps?: readonly Step[],
): z.infer<typeof sectionClassAnswer> => ({
  section: section.id,
  name: { ...section.name },
  ts: formatInstant(result.to),
  target: section.target ?? null,
  stations: [...result.body.stations],
  standards: standardsOf(evaluated.edition),
  ...envelopeOf({ ...result, validity: sampleValidity(result.body) }, state),
  ...classOf(evaluated, steps),
});
