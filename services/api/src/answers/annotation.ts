import {
  ANNOTATION_KINDS,
  DATA_STATE_NAMES,
  DATA_STATES,
  type DataSubject,
  DUST_POLLUTANTS,
  type Registry,
  regionId,
  type StoredAnnotation,
  sectionId,
  stationId,
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
    region: z.string().optional().describe('it holds for all regions, stations and sections in it'),
    section: z.string().optional(),
    station: z.string().optional(),
    name,
    from: z.string(),
    until: z.string().describe('the last day'),
    pollutants: z.array(z.enum(DUST_POLLUTANTS)).optional().describe('that the days are left out of'),
    state: z
      .enum([...STATES, ...DATA_STATES])
      .optional()
      .describe('of a section, why it has no class; of data, how far they were checked'),
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

type Names = Pick<Registry, 'regions' | 'sections' | 'stations'>;

/** What an annotation is of; a subject that the registry has no more is called by its id. */
function subjectOf(annotation: StoredAnnotation, { regions, sections, stations }: Names) {
  const { subject } = annotation;
  const of = subjectKindOf(annotation);
  const found = {
    region: regions.get(regionId(subject)),
    section: sections.get(sectionId(subject)),
    station: stations.get(stationId(subject)),
  }[of];
  return { [of]: subject, name: { ...(found?.name ?? { zh: subject, en: subject }) } };
}

function subjectKindOf(annotation: StoredAnnotation): DataSubject['of'] {
  if (annotation.kind === 'data-state') return annotation.of;
  return annotation.kind === 'dust-day' ? 'region' : 'section';
}

function saidOf(annotation: StoredAnnotation) {
  if (annotation.kind === 'dust-day') return { pollutants: [...annotation.pollutants] };
  if (annotation.kind === 'data-state')
    return { state: annotation.state, stateName: { ...DATA_STATE_NAMES[annotation.state] } };
  return { state: annotation.state, stateName: { ...SECTION_STATE_NAMES[annotation.state] } };
}

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
