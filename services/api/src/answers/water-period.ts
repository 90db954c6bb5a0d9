import type {
  Comparison,
  LakeFigure,
  Period,
  RiverFigure,
  SectionPeriodBody,
  WaterSummary,
  Window,
} from '@lanbi/evaluation';
import type { Name, Section } from '@lanbi/model';
import type { AnswerState } from '@lanbi/query';
import {
  formatInstant,
  type Instant,
  isMissing,
  mainItemText,
  type SectionClass,
  type Step,
  WATER_ITEMS,
} from '@lanbi/standards';
import * as z from 'zod';
import { keyed } from '../http/columns.ts';
import { computed, isOpen } from './air.ts';
import { validityOf } from './coverage.ts';
import { evaluationOf } from './evaluation.ts';
import { figures } from './maybe.ts';
import { name } from './name.ts';
import { standards, standardsOf } from './standards.ts';
import { classFigure, classOf, plain } from './water.ts';

const loose = z.looseObject({});
const waterClass = z.enum(['I', 'II', 'III', 'IV', 'V', 'worse-than-V']);

const comparison = z
  .looseObject({ change: loose.nullable(), before: waterClass.nullable(), after: waterClass.nullable() })
  .describe('over the sections alone that have a class of the same items in both periods');

const changes = z.object({ periodBefore: comparison, yearEarlier: comparison });

const level = keyed(z.looseObject({}), ['zh', 'en']);

const mainItem = z.looseObject({ item: z.string() });

/** What every figure over a period tells of itself. */
const framed = z.object({
  period: z.string(),
  ...computed.shape,
  assessment: z.string(),
  standards,
  change: changes.optional(),
  derivation: z.array(loose).optional(),
});

export const sectionPeriodAnswer = classFigure
  .extend({
    section: z.string(),
    name,
    target: z.string().nullable(),
    meetsTarget: z.boolean().nullable(),
    values: keyed(
      z
        .record(z.string(), z.number().nullable())
        .describe('means; mg/L unless the parameter has another unit'),
      WATER_ITEMS,
    ),
    missing: keyed(z.record(z.string(), z.string()), WATER_ITEMS),
    counts: keyed(z.record(z.string(), z.number()), WATER_ITEMS),
    counted: z.enum(['results', 'months']).describe('what `counts` counts'),
    samples: z.number().optional(),
    days: z.number().optional(),
    mainItems: z.array(mainItem),
    options: loose,
    ...framed.shape,
  })
  .meta({ id: 'SectionPeriodClass' });

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
    shares: loose,
    sections: z.record(z.string(), waterClass.nullable()),
    mean: loose.optional(),
    mainItems: z.array(mainItem),
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
    trophic: loose,
    determining: z.array(z.string()),
    items: keyed(
      z.record(z.string(), keyed(z.looseObject({}), ['value', 'class', 'evaluated'])),
      WATER_ITEMS,
    ),
    exceedances: z.array(loose),
    sections: z.array(z.string()),
    without: z.array(z.string()).describe('sections without a value'),
    mainItems: z.array(mainItem),
    edition: z.string(),
    method: z.string(),
    ...framed.shape,
  })
  .meta({ id: 'LakePeriodClass' });

export const summaryAnswer = z
  .object({
    scope: z.string(),
    control: z.array(z.string()).optional().describe('only sections of these levels of control'),
    sections: loose.describe('shares of each class in percent, class I to III, attainment of the targets'),
    byControl: z.record(z.string(), loose),
    level: level.nullable(),
    basis: z.string(),
    counted: countedAnswer,
    mainItems: z.array(mainItem),
    rivers: loose.describe('how many rivers at each class, and each of them'),
    lakes: loose,
    edition: z.string(),
    method: z.string(),
    ...framed.shape,
  })
  .meta({ id: 'WaterSummary' });

export interface Frame {
  readonly period: Period;
  readonly window: Window;
  readonly validity: SectionPeriodBody['validity'];
  readonly revision: number;
  readonly computedAt: Instant;
  readonly state: AnswerState;
  readonly assessment: string;
  readonly change?: { readonly periodBefore: Comparison; readonly yearEarlier: Comparison };
  readonly steps?: readonly Step[] | undefined;
}

/** What a figure is about. */
interface Named {
  readonly id: string;
  readonly name: Name;
}

const framedOf = (
  edition: string,
  { period, window, validity, revision, computedAt, state, assessment, change, steps }: Frame,
) => ({
  period,
  from: formatInstant(window.from),
  to: formatInstant(window.to),
  validity: validityOf(validity),
  provisional: isOpen(window.to, state),
  evaluation: evaluationOf(state.evaluation),
  revision,
  computedAt: formatInstant(computedAt),
  assessment,
  standards: standardsOf(edition, assessment),
  ...(change && { change: plain(change) }),
  ...(steps && { derivation: steps.map((each) => ({ ...each })) }),
});

const mainItemsOf = (items: SectionPeriodBody['mainItems']) =>
  items.map((item) => ({
    ...(plain(item) as { readonly item: string }),
    text: { zh: mainItemText(item, 'zh'), en: mainItemText(item, 'en') },
  }));

const classAndReason = (of: SectionClass['class']) =>
  isMissing(of) ? { class: null, reason: of.missing } : { class: of };

const RANKS = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];

function meetsTarget(section: Section, found: SectionClass['class']): boolean | null {
  if (!section.target || isMissing(found)) return null;
  return RANKS.indexOf(found) <= RANKS.indexOf(section.target);
}

export function sectionPeriodOf(
  section: Section,
  { section: found, values, counts, counted, samples, days, mainItems }: SectionPeriodBody,
  frame: Frame,
): z.infer<typeof sectionPeriodAnswer> {
  return {
    section: section.id,
    name: { ...section.name },
    target: section.target ?? null,
    meetsTarget: meetsTarget(section, found.class),
    ...classOf(found),
    options: { ...found.options },
    ...figures(values),
    counts: { ...counts },
    counted,
    ...(samples !== undefined && { samples }),
    ...(days !== undefined && { days }),
    mainItems: mainItemsOf(mainItems),
    ...framedOf(found.edition, frame),
  } as z.infer<typeof sectionPeriodAnswer>;
}

const riverMainItems = (figure: RiverFigure) =>
  figure.basis === 'mean' ? mainItemsOf(figure.mainItems) : figure.mainItems.map((item) => plain(item));

export const riverPeriodOf = (
  river: Named,
  method: string,
  figure: RiverFigure,
  frame: Frame,
): z.infer<typeof riverPeriodAnswer> =>
  ({
    river: river.id,
    name: { ...river.name },
    ...classAndReason(figure.class),
    level: isMissing(figure.level) ? null : { ...figure.level },
    basis: figure.basis,
    counted: { ...figure.counted },
    shares: plain(figure.shares),
    sections: { ...figure.sections },
    ...(figure.basis === 'mean' && { mean: plain(figure.mean) }),
    mainItems: riverMainItems(figure),
    edition: figure.edition,
    method,
    ...framedOf(figure.edition, frame),
  }) as z.infer<typeof riverPeriodAnswer>;

export const lakePeriodOf = (
  lake: Named,
  { section, totalNitrogen, trophic, sections, without, mainItems }: LakeFigure,
  frame: Frame,
): z.infer<typeof lakePeriodAnswer> =>
  ({
    lake: lake.id,
    name: { ...lake.name },
    ...classOf(section),
    totalNitrogen: isMissing(totalNitrogen) ? null : totalNitrogen,
    trophic: plain(trophic),
    sections: [...sections],
    without: [...without],
    mainItems: mainItemsOf(mainItems),
    ...framedOf(section.edition, frame),
  }) as z.infer<typeof lakePeriodAnswer>;

const watersOf = (counted: WaterSummary['riversByClass'], each: readonly object[]) => ({ ...counted, each });

export const summaryOf = (
  asked: { readonly scope: string; readonly control?: readonly string[]; readonly method: string },
  { area, mainItems, control, riversByClass, lakesByClass, rivers, lakes }: WaterSummary,
  frame: Frame,
): z.infer<typeof summaryAnswer> =>
  ({
    scope: asked.scope,
    ...(asked.control && { control: [...asked.control] }),
    sections: plain(area.shares),
    byControl: plain(control),
    level: isMissing(area.level) ? null : { ...area.level },
    basis: area.basis,
    counted: { ...area.counted },
    mainItems: mainItems.map((item) => plain(item)),
    rivers: watersOf(
      riversByClass,
      rivers.map(({ river, figure }) => ({
        river: river.id,
        name: river.name,
        ...classAndReason(figure.class),
        level: isMissing(figure.level) ? null : { ...figure.level },
        basis: figure.basis,
        counted: { ...figure.counted },
        sections: { ...figure.sections },
        mainItems: riverMainItems(figure),
      })),
    ),
    lakes: watersOf(
      lakesByClass,
      lakes.map(({ lake, figure: { section, trophic } }) => ({
        lake: lake.id,
        name: lake.name,
        ...classAndReason(section.class),
        level: section.level ?? null,
        trophic: plain(trophic),
      })),
    ),
    edition: area.edition,
    method: asked.method,
    ...framedOf(area.edition, frame),
  }) as z.infer<typeof summaryAnswer>;
