import { type SectionSampleBody, sampleValidity } from '@lanbi/evaluation';
import type { Registry, Section } from '@lanbi/model';
import { type LatestOf, sampleFigure } from '@lanbi/query';
import {
  dateAt,
  formatInstant,
  gb3838InForce,
  type Instant,
  isMissing,
  type Maybe,
  roundValue,
  SECTION_STATE_NAMES,
  WATER_CLASSES,
  WATER_ITEMS,
  type WaterItem,
  waterAssessmentInForce,
} from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import * as z from 'zod';
import { STATES } from './annotation.ts';
import { evaluationOf } from './evaluation.ts';
import {
  latestEditions,
  latestMeta,
  latestState,
  latestStateOf,
  latestSubject,
  regionsUp,
} from './latest.ts';
import { orReason } from './maybe.ts';
import { name } from './name.ts';
import { ofItems } from './pollutants.ts';
import { standardsOf } from './standards.ts';

const waterClass = z.enum(WATER_CLASSES);
const item = z.object({
  value: z.number().nullable().describe('rounded as hourly values are'),
  class: waterClass.nullable(),
  reason: z.string().optional().describe('why there is no class'),
});
const exceedance = z.object({
  item: z.string(),
  value: z.number(),
  limit: z.number(),
  multiple: z.number().nullable().describe('(value - limit) / limit; null for pH and dissolved oxygen'),
});

export const sectionState = z
  .object({
    state: z.enum(STATES),
    stateName: name,
    from: z.string(),
    until: z.string().describe('the last day'),
    annotation: z.int().describe('who says so: `/v1/annotations/{id}`'),
  })
  .describe(
    'why the section has no class today; the class is that of the last sample. Absent where nothing is annotated',
  );

export const latestSectionRow = z
  .object({
    ...latestSubject,
    region: z.string(),
    river: z.string().optional(),
    lake: z.string().optional(),
    km: z.number().optional().describe('along the river, rising downstream'),
    waterBody: z.enum(['river', 'lake']),
    control: z.string().optional(),
    target: waterClass.nullable(),
    ts: z.string().nullable().describe('the sampling time'),
    class: waterClass.nullable(),
    reason: z.string().optional().describe('why there is no class'),
    determining: z.array(z.string()).describe('the items that have the class of the section'),
    items: ofItems(item),
    exceedances: z.array(exceedance).describe('against the target, or class III where there is none'),
    stations: z.array(z.string()),
    sectionState: sectionState.optional(),
    ...latestState,
    ...latestEditions,
  })
  .partial()
  .meta({ id: 'LatestSection' });

export const latestWaterMeta = z.object({
  interval: z.literal('sample'),
  ...latestMeta,
  units: ofItems(z.string()),
  classes: z.array(z.object({ class: waterClass, zh: z.string(), en: z.string(), colour: z.string() })),
});

const UNITS = Object.fromEntries(WATER_ITEMS.map((each) => [each, PARAMETERS[each].unit]));

export function latestWaterMetaOf(
  now: Instant,
  lag: Parameters<typeof evaluationOf>[0],
): z.infer<typeof latestWaterMeta> {
  const { id } = gb3838InForce(dateAt(now));
  const { levels } = waterAssessmentInForce(dateAt(now));
  return {
    interval: 'sample',
    edition: id,
    standards: standardsOf(id),
    units: UNITS,
    classes: WATER_CLASSES.map((each) => ({ class: each, ...levels[each] })),
    evaluation: evaluationOf(lag),
  };
}

const shownValue = (of: WaterItem, value: Maybe<number>): number | null =>
  isMissing(value) ? null : roundValue(of, value, 'hour');

function classOf(result: LatestOf<'sections'>['result'], figure: SectionSampleBody | undefined) {
  if (!result || !figure)
    return { ts: null, class: null, reason: 'no-data', determining: [], items: {}, exceedances: [] };
  const { section } = figure;
  const { value, reason } = orReason(section.class);
  const items = WATER_ITEMS.flatMap((each) => {
    const found = section.items[each];
    if (!found) return [];
    const { value: of, reason: why } = orReason(found.class);
    return [
      [each, { value: shownValue(each, found.value), class: of, ...(why && { reason: why }) }] as const,
    ];
  });
  return {
    ts: formatInstant(result.to),
    class: value,
    ...(reason && { reason }),
    determining: [...section.determining],
    items: Object.fromEntries(items),
    exceedances: section.exceedances.map(({ item: of, value: found, limit, multiple }) => ({
      item: of,
      value: roundValue(of, found, 'hour'),
      limit,
      multiple: isMissing(multiple) ? null : multiple,
    })),
    edition: section.edition,
    method: section.method,
    standards: standardsOf(section.edition),
  };
}

/** The member `sectionState` of an answer; nothing where no annotation says anything. */
export function sectionStateOf(found: LatestOf<'sections'>['state']): {
  sectionState?: z.infer<typeof sectionState>;
} {
  if (!found) return {};
  const { state, annotation } = found;
  const { id, from, until } = annotation;
  return {
    sectionState: { state, stateName: { ...SECTION_STATE_NAMES[state] }, from, until, annotation: id },
  };
}

export const latestSectionOf = (
  registry: Registry,
  figure: LatestOf<'sections'>,
): z.infer<typeof latestSectionRow> => {
  const { id, name, region, river, lake, km, waterBody, control, target, location }: Section = figure.subject;
  const { result } = figure;
  const found = result && sampleFigure(registry, result);
  return {
    id,
    name: { ...name },
    region,
    regions: [...regionsUp(registry.regions, region)],
    ...(river && { river }),
    ...(lake && { lake }),
    ...(km !== undefined && { km }),
    waterBody,
    ...(control && { control }),
    location: location ? { ...location } : null,
    target: target ?? null,
    ...classOf(result, found),
    stations: [...(result?.body.stations ?? [])],
    ...sectionStateOf(figure.state),
    ...latestStateOf(figure, found && sampleValidity(found)),
  };
};
