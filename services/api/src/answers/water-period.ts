import {
  type Comparison,
  orNull,
  type PeriodName,
  type SectionPeriodBody,
  type Window,
} from '@lanbi/evaluation';
import type { Name, Section } from '@lanbi/model';
import { type AnswerState, isOpen, type NamesOfSections, type SectionStates } from '@lanbi/query';
import {
  formatInstant,
  type Instant,
  isMissing,
  MEASURANDS,
  type SectionClass,
  type SectionOptions,
  type Step,
  WATER_ITEMS,
  type WaterMeasurand,
} from '@lanbi/standards';
import * as z from 'zod';
import { keyed } from '../http/columns.ts';
import { computed } from './air.ts';
import { validityAnswerOf } from './coverage.ts';
import { dataStateOf } from './data-state.ts';
import { evaluationOf } from './evaluation.ts';
import { figures } from './maybe.ts';
import { optionalMembers } from './members.ts';
import { name } from './name.ts';
import { states, statesOf } from './section-states.ts';
import { standards, standardsOf } from './standards.ts';
import { derivation, derivationOf } from './step.ts';
import { classFigure, classOf } from './water.ts';
import { asCell, mainItem, mainItemsOf, reasonOf, waterClass } from './water-parts.ts';

const why = z.string().optional();
const MEASURAND_CODES = Object.keys(MEASURANDS) as readonly WaterMeasurand[];

const comparison = keyed(
  z
    .object({
      basis: z.enum(['class', 'proportion']),
      change: asCell(
        z.object({
          direction: z.enum(['none', 'better', 'worse']),
          degree: z.enum(['none', 'slight', 'marked']),
          zh: z.string(),
          en: z.string(),
        }),
      ).nullable(),
      changeMissing: why,
      before: waterClass.nullable(),
      after: waterClass.nullable(),
      good: z.number().nullable().optional().describe('of the share of class I to III, percentage points'),
      goodMissing: why,
      worse: z.number().nullable().optional().describe('of the share worse than V, percentage points'),
      worseMissing: why,
      compared: z.number(),
      leftOut: z.array(
        z.object({ section: z.string(), reason: z.enum(['one-period', 'no-class', 'other-items']) }),
      ),
    })
    .meta({ id: 'ClassComparison' }),
  ['change', 'before', 'after'],
).describe('over the sections alone that have a class of the same items in both periods');

const changes = z.object({ periodBefore: comparison, yearEarlier: comparison });

const comparisonOf = ({ change, good, worse, leftOut, ...rest }: Comparison): z.infer<typeof comparison> => ({
  ...rest,
  change: isMissing(change) ? null : { ...change },
  ...reasonOf('change', change),
  ...(good !== undefined && { good: orNull(good), ...reasonOf('good', good) }),
  ...(worse !== undefined && { worse: orNull(worse), ...reasonOf('worse', worse) }),
  leftOut: leftOut.map((each) => ({ ...each })),
});

const ofMeasurands = <Schema extends z.ZodType>(schema: Schema, id: string) =>
  keyed(optionalMembers(MEASURAND_CODES, schema).meta({ id }), WATER_ITEMS);

export const waterValues = ofMeasurands(z.number().nullable(), 'WaterValues');
export const waterReasons = ofMeasurands(z.string(), 'WaterReasons');
export const waterCounts = ofMeasurands(z.number(), 'WaterCounts');

export const options = asCell(
  z.object({
    rounding: z.enum(['none', 'hour', 'assessment']),
    saturationRelief: z.boolean(),
    totalNitrogen: z.boolean(),
    items: z.array(z.enum(WATER_ITEMS)).optional(),
  }),
);

export const optionsOf = ({ items: own, ...rest }: SectionOptions): z.infer<typeof options> => ({
  ...rest,
  ...(own && { items: [...own] }),
});

/** The means of all sections of a river, evaluated like one section. */
export const framed = z.object({
  period: z.string(),
  ...computed.shape,
  assessment: z.string(),
  standards,
  change: changes.optional(),
  states,
  derivation,
});

export const sectionPeriodAnswer = classFigure
  .extend({
    section: z.string(),
    name,
    target: z.string().nullable(),
    meetsTarget: z.boolean().nullable(),
    values: waterValues.describe('means; mg/L unless the parameter has another unit'),
    missing: waterReasons,
    counts: waterCounts,
    counted: z.enum(['results', 'months']).describe('what `counts` counts'),
    samples: z.number().optional(),
    days: z.number().optional(),
    mainItems: z.array(mainItem),
    options,
    ...framed.shape,
  })
  .meta({ id: 'SectionPeriodClass' });

export interface Frame {
  readonly period: PeriodName;
  readonly window: Window;
  readonly validity: SectionPeriodBody['validity'];
  readonly revision: number;
  readonly computedAt: Instant;
  readonly state: AnswerState;
  readonly assessment: string;
  /** The registry, of a figure of several sections. */
  readonly names?: NamesOfSections;
  readonly change?: { readonly periodBefore: Comparison; readonly yearEarlier: Comparison };
  /** Sections in a state without class on days of the window. */
  readonly states?: readonly SectionStates[];
  readonly steps?: readonly Step[] | undefined;
}

/** What a figure is about. */
export interface Named {
  readonly id: string;
  readonly name: Name;
}

export const framedOf = (
  edition: string,
  {
    period,
    window,
    validity,
    revision,
    computedAt,
    state,
    assessment,
    names,
    change,
    states: stated = [],
    steps,
  }: Frame,
) => ({
  period,
  from: formatInstant(window.from),
  to: formatInstant(window.to),
  validity: validityAnswerOf(validity, names),
  provisional: isOpen(window, state),
  ...dataStateOf(state.data.of(window)),
  evaluation: evaluationOf(state.evaluation),
  revision,
  computedAt: formatInstant(computedAt),
  assessment,
  standards: standardsOf(edition, assessment),
  ...(change && {
    change: {
      periodBefore: comparisonOf(change.periodBefore),
      yearEarlier: comparisonOf(change.yearEarlier),
    },
  }),
  ...statesOf(stated),
  ...derivationOf(steps),
});

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
    options: optionsOf(found.options),
    ...figures(values),
    counts: { ...counts },
    counted,
    ...(samples !== undefined && { samples }),
    ...(days !== undefined && { days }),
    mainItems: mainItemsOf(mainItems),
    ...framedOf(found.edition, frame),
  };
}
