import {
  ANNOTATION_KINDS,
  DUST_POLLUTANTS,
  type Registry,
  regionId,
  type StoredAnnotation,
  sectionId,
} from '@lanbi/model';
import { formatInstant, SECTION_STATE_NAMES, type SectionState } from '@lanbi/standards';
import * as z from 'zod';
import { name } from './name.ts';

/** States of a section, in the order of the standard. */
export const STATES = Object.keys(SECTION_STATE_NAMES) as [SectionState, ...SectionState[]];

const withdrawal = z
  .object({
    at: z.string(),
    reason: z.string(),
    by: z.string().optional(),
    author: z.string().optional().describe('name of the API key that it came with'),
  })
  .describe('from then on no figure takes it into account');

export const annotationAnswer = z
  .object({
    id: z.int(),
    kind: z.enum(ANNOTATION_KINDS),
    region: z.string().optional().describe('of a dust day; it holds for all regions and stations below'),
    section: z.string().optional().describe('of a state of a section'),
    name,
    from: z.string(),
    until: z.string().describe('the last day'),
    pollutants: z.array(z.enum(DUST_POLLUTANTS)).optional().describe('that the days are left out of'),
    state: z.enum(STATES).optional(),
    stateName: name.optional(),
    reason: z.string(),
    by: z.string().optional(),
    author: z.string().optional().describe('name of the API key that it came with'),
    enteredAt: z.string(),
    version: z.int().describe('rises with each annotation that is entered or withdrawn'),
    withdrawn: withdrawal.optional(),
  })
  .meta({ id: 'Annotation' });

export type AnnotationAnswer = z.infer<typeof annotationAnswer>;

type Names = Pick<Registry, 'regions' | 'sections'>;

/** What an annotation is of; a subject that the registry has no more is called by its id. */
function subjectOf(annotation: StoredAnnotation, { regions, sections }: Names) {
  const { kind, subject } = annotation;
  if (kind === 'dust-day') {
    const region = regions.get(regionId(subject));
    return { region: subject, name: { ...(region?.name ?? { zh: subject, en: subject }) } };
  }
  const section = sections.get(sectionId(subject));
  return { section: subject, name: { ...(section?.name ?? { zh: subject, en: subject }) } };
}

const saidOf = (annotation: StoredAnnotation) =>
  annotation.kind === 'dust-day'
    ? { pollutants: [...annotation.pollutants] }
    : { state: annotation.state, stateName: { ...SECTION_STATE_NAMES[annotation.state] } };

const whoOf = ({ by, author }: { readonly by?: string; readonly author?: string }) => ({
  ...(by !== undefined && { by }),
  ...(author !== undefined && { author }),
});

export function annotationOf(annotation: StoredAnnotation, registry: Names): AnnotationAnswer {
  const { id, kind, from, until, reason, enteredAt, version, withdrawn } = annotation;
  return {
    id,
    kind,
    ...subjectOf(annotation, registry),
    from,
    until,
    ...saidOf(annotation),
    reason,
    ...whoOf(annotation),
    enteredAt: formatInstant(enteredAt),
    version,
    ...(withdrawn && {
      withdrawn: { at: formatInstant(withdrawn.at), reason: withdrawn.reason, ...whoOf(withdrawn) },
    }),
  };
}
