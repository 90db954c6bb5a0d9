import { type SectionSampleBody, sampleValidity } from '@lanbi/evaluation';
import type { Section, StoredResult } from '@lanbi/model';
import { type AnswerState, dataSpanOf } from '@lanbi/query';
import { formatInstant, type SectionClass, type Step } from '@lanbi/standards';
import * as z from 'zod';
import { computed, envelopeOf } from './air.ts';
import { orReason } from './maybe.ts';
import { name } from './name.ts';
import { standards, standardsOf } from './standards.ts';
import { derivation, derivationOf } from './step.ts';
import {
  exceedance,
  exceedanceAnswerOf,
  itemAnswersOf,
  items,
  level,
  levelOf,
  waterClass,
} from './water-parts.ts';

export const classFigure = z.object({
  class: waterClass.nullable(),
  reason: z.string().optional().describe('why there is no class'),
  level: level.nullable(),
  determining: z.array(z.string()),
  items,
  exceedances: z.array(exceedance),
  edition: z.string(),
  method: z.string(),
  derivation,
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

export function classOf(result: SectionClass, steps?: readonly Step[]): z.infer<typeof classFigure> {
  const { value, reason } = orReason(result.class);
  const { edition, method, determining } = result;
  return {
    class: value,
    ...(reason && { reason }),
    level: levelOf(result.level),
    determining: [...determining],
    items: itemAnswersOf(result.items),
    exceedances: result.exceedances.map(exceedanceAnswerOf),
    edition,
    method,
    ...derivationOf(steps),
  };
}

export const sampleAnswerOf = (
  result: StoredResult<'class.sample'>,
  section: Section,
  evaluated: SectionSampleBody,
  state: AnswerState,
  steps?: readonly Step[],
): z.infer<typeof sectionClassAnswer> => ({
  section: section.id,
  name: { ...section.name },
  ts: formatInstant(result.to),
  target: section.target ?? null,
  stations: [...evaluated.stations],
  standards: standardsOf(evaluated.section.edition),
  ...envelopeOf({ ...result, validity: sampleValidity(evaluated) }, state, dataSpanOf(result)),
  ...classOf(evaluated.section, steps),
});
