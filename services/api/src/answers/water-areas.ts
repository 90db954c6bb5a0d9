import type { LakeFigure, RiverFigure, WaterSummary } from '@lanbi/evaluation';
import { isMissing, type SectionClass } from '@lanbi/standards';
import * as z from 'zod';
import { optionalMembers } from './members.ts';
import { name } from './name.ts';
import { classFigure, classOf } from './water.ts';
import {
  areaMainItem,
  areaMainItemsOf,
  asCell,
  exceedance,
  items,
  level,
  levelOf,
  mainItem,
  mainItemsOf,
  shares,
  sharesOf,
  trophic,
  trophicOf,
  waterClass,
} from './water-parts.ts';

import { type Frame, framed, framedOf, type Named, options, optionsOf } from './water-period.ts';

const mean = asCell(
  classFigure.omit({ derivation: true }).extend({
    options,
    waterBody: z.enum(['river', 'lake']),
    against: waterClass,
  }),
);

const meanOf = (found: SectionClass): z.infer<typeof mean> => ({
  ...classOf(found),
  options: optionsOf(found.options),
  waterBody: found.waterBody,
  against: found.against,
});

/** The parts that all figures over a period have. */
const countedAnswer = z
  .object({ by: z.enum(['registered', 'reporting']), registered: z.number(), reporting: z.number() })
  .describe('sections that are registered and that have a class, and which of both numbers chose the basis');

export const riverPeriodAnswer = z
  .object({
    river: z.string(),
    name,
    class: waterClass.nullable(),
    reason: z.string().optional(),
    level: level.nullable(),
    basis: z
      .enum(['mean', 'proportion', 'mixed'])
      .describe('below five sections by the mean, else by proportion; `counted` says of which'),
    counted: countedAnswer,
    shares,
    sections: z.record(z.string(), waterClass.nullable()).describe('the class of each section by its id'),
    mean: mean.optional(),
    mainItems: z.array(z.union([mainItem, areaMainItem])),
    edition: z.string(),
    method: z.string(),
    ...framed.shape,
  })
  .meta({ id: 'RiverPeriodClass' });

export const lakePeriodAnswer = z
  .object({
    lake: z.string(),
    name,
    class: waterClass.nullable(),
    reason: z.string().optional(),
    level: level.nullable(),
    totalNitrogen: waterClass.nullable(),
    trophic,
    determining: z.array(z.string()),
    items,
    exceedances: z.array(exceedance),
    sections: z.array(z.string()),
    without: z.array(z.string()).describe('sections without a value'),
    mainItems: z.array(mainItem),
    edition: z.string(),
    method: z.string(),
    ...framed.shape,
  })
  .meta({ id: 'LakePeriodClass' });

const CONTROLS = ['national', 'provincial', 'municipal', 'none'] as const;

const watersByClass = z.object({
  evaluated: z.number(),
  counts: z.object({
    I: z.number(),
    II: z.number(),
    III: z.number(),
    IV: z.number(),
    V: z.number(),
    'worse-than-V': z.number(),
  }),
  byProportion: z.number().describe('of five sections or more: these have a level and no class'),
  withoutData: z.number(),
});

const summarized = {
  name,
  class: waterClass.nullable(),
  reason: z.string().optional(),
  level: level.nullable(),
};
const summarizedRiver = z.object({
  river: z.string(),
  ...summarized,
  basis: riverPeriodAnswer.shape.basis,
  counted: countedAnswer,
  sections: riverPeriodAnswer.shape.sections,
  mainItems: z.array(z.union([mainItem, areaMainItem])),
});
const summarizedLake = z.object({ lake: z.string(), ...summarized, trophic });

export const summaryAnswer = z
  .object({
    scope: z.string(),
    control: z.array(z.string()).optional().describe('only sections of these levels of control'),
    sections: shares.describe('shares of each class in percent, class I to III, attainment of the targets'),
    byControl: asCell(optionalMembers(CONTROLS, shares)),
    level: level.nullable(),
    basis: z.string(),
    counted: countedAnswer,
    mainItems: z.array(z.union([mainItem, areaMainItem])),
    rivers: asCell(watersByClass.extend({ each: z.array(summarizedRiver) })).describe(
      'how many rivers at each class, and each of them',
    ),
    lakes: asCell(watersByClass.extend({ each: z.array(summarizedLake) })),
    edition: z.string(),
    method: z.string(),
    ...framed.shape,
  })
  .meta({ id: 'WaterSummary' });

const classAndReason = (of: SectionClass['class']) =>
  isMissing(of) ? { class: null, reason: of.missing } : { class: of };

const riverMainItems = (figure: RiverFigure) =>
  figure.basis === 'mean' ? mainItemsOf(figure.mainItems) : areaMainItemsOf(figure.mainItems);

export const riverPeriodOf = (
  river: Named,
  method: string,
  figure: RiverFigure,
  frame: Frame,
): z.infer<typeof riverPeriodAnswer> => ({
  river: river.id,
  name: { ...river.name },
  ...classAndReason(figure.class),
  level: levelOf(figure.level),
  basis: figure.basis,
  counted: { ...figure.counted },
  shares: sharesOf(figure.shares),
  sections: { ...figure.sections },
  ...(figure.basis === 'mean' && { mean: meanOf(figure.mean) }),
  mainItems: riverMainItems(figure),
  edition: figure.edition,
  method,
  ...framedOf(figure.edition, frame),
});

export const lakePeriodOf = (
  lake: Named,
  { section, totalNitrogen, trophic: state, sections, without, mainItems }: LakeFigure,
  frame: Frame,
): z.infer<typeof lakePeriodAnswer> => ({
  lake: lake.id,
  name: { ...lake.name },
  ...classOf(section),
  totalNitrogen: isMissing(totalNitrogen) ? null : totalNitrogen,
  trophic: trophicOf(state),
  sections: [...sections],
  without: [...without],
  mainItems: mainItemsOf(mainItems),
  ...framedOf(section.edition, frame),
});

const watersOf = <Each>({ counts, ...numbers }: WaterSummary['riversByClass'], each: Each[]) => ({
  ...numbers,
  counts: { ...counts },
  each,
});

const riverOf = ({ river, figure }: WaterSummary['rivers'][number]): z.infer<typeof summarizedRiver> => ({
  river: river.id,
  name: { ...river.name },
  ...classAndReason(figure.class),
  level: levelOf(figure.level),
  basis: figure.basis,
  counted: { ...figure.counted },
  sections: { ...figure.sections },
  mainItems: riverMainItems(figure),
});

const lakeOf = ({ lake, figure }: WaterSummary['lakes'][number]): z.infer<typeof summarizedLake> => ({
  lake: lake.id,
  name: { ...lake.name },
  ...classAndReason(figure.section.class),
  level: levelOf(figure.section.level),
  trophic: trophicOf(figure.trophic),
});

function sharesByControl(control: WaterSummary['control']) {
  const found: z.infer<typeof summaryAnswer>['byControl'] = {};
  for (const each of CONTROLS) {
    const own = control[each];
    if (own) found[each] = sharesOf(own);
  }
  return found;
}

export const summaryOf = (
  asked: { readonly scope: string; readonly control?: readonly string[]; readonly method: string },
  { area, mainItems, control, riversByClass, lakesByClass, rivers, lakes }: WaterSummary,
  frame: Frame,
): z.infer<typeof summaryAnswer> => ({
  scope: asked.scope,
  ...(asked.control && { control: [...asked.control] }),
  sections: sharesOf(area.shares),
  byControl: sharesByControl(control),
  level: levelOf(area.level),
  basis: area.basis,
  counted: { ...area.counted },
  mainItems: areaMainItemsOf(mainItems),
  rivers: watersOf(riversByClass, rivers.map(riverOf)),
  lakes: watersOf(lakesByClass, lakes.map(lakeOf)),
  edition: area.edition,
  method: asked.method,
  ...framedOf(area.edition, frame),
});
