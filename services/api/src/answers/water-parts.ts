import { orNull } from '@lanbi/evaluation';
import {
  type AreaMainItem,
  type AreaShares,
  type Exceedance,
  type ItemClass,
  isMissing,
  type MainItem,
  type Maybe,
  type Measured,
  mainItemText,
  TROPHIC_ITEMS,
  type TrophicIndex,
  WATER_CLASSES,
  WATER_ITEMS,
  type WaterClass,
  type WaterItem,
  type WaterLevel,
} from '@lanbi/standards';
import * as z from 'zod';
import { keyed } from '../http/columns.ts';
import { optionalMembers } from './members.ts';

export const waterClass = z.enum(WATER_CLASSES);
const item = z.enum(WATER_ITEMS);
const why = z.string().optional();

/** One cell of a table. */
export const asCell = <Schema extends z.ZodType>(schema: Schema): Schema => keyed(schema, []);

export const level = keyed(
  z.object({ zh: z.string(), en: z.string(), colour: z.string() }).meta({ id: 'WaterLevel' }),
  ['zh', 'en'],
);

export const levelOf = (of: Maybe<WaterLevel> | undefined): z.infer<typeof level> | null =>
  of === undefined || isMissing(of) ? null : { ...of };

export const itemClassAnswer = keyed(
  z
    .object({
      value: z.number().nullable(),
      valueMissing: why,
      received: z
        .union([z.number(), z.object({ belowDetection: z.number() })])
        .nullable()
        .optional()
        .describe('where it is not the value: before rounding, or below a detection limit'),
      receivedMissing: why,
      class: waterClass.nullable(),
      classMissing: why,
      evaluated: z.boolean().describe('false: shown as reference only'),
    })
    .meta({ id: 'WaterItemClass' }),
  ['value', 'class', 'evaluated'],
);

function receivedOf(received: Measured | undefined) {
  if (received === undefined) return {};
  if (isMissing(received)) return { received: null, receivedMissing: received.missing };
  return { received: typeof received === 'number' ? received : { ...received } };
}

const itemOf = ({ value, received, class: of, evaluated }: ItemClass): z.infer<typeof itemClassAnswer> => ({
  value: orNull(value),
  ...(isMissing(value) && { valueMissing: value.missing }),
  ...receivedOf(received),
  class: orNull(of),
  ...(isMissing(of) && { classMissing: of.missing }),
  evaluated,
});

/** The class of each item that was measured. */
export const items = optionalMembers(WATER_ITEMS, itemClassAnswer).meta({ id: 'WaterItemClasses' });

export function itemAnswersOf(all: Readonly<Partial<Record<WaterItem, ItemClass>>>): z.infer<typeof items> {
  const found: z.infer<typeof items> = {};
  for (const of of WATER_ITEMS) {
    const each = all[of];
    if (each) found[of] = itemOf(each);
  }
  return found;
}

const multiple = {
  multiple: z.number().nullable().describe('(C - S) / S; null for pH and dissolved oxygen'),
  multipleMissing: why,
};
const multipleOf = (of: Maybe<number>) =>
  isMissing(of) ? { multiple: null, multipleMissing: of.missing } : { multiple: of };

export const exceedance = z
  .object({ item, value: z.number(), class: waterClass, limit: z.number(), ...multiple })
  .meta({ id: 'WaterExceedance' });

export const exceedanceAnswerOf = ({ multiple: of, ...rest }: Exceedance): z.infer<typeof exceedance> => ({
  ...rest,
  ...multipleOf(of),
});

const text = z.object({ zh: z.string(), en: z.string() });
export const mainItem = z.object({ item, class: waterClass, ...multiple, text }).meta({ id: 'MainItem' });
export const areaMainItem = z.object({
  item,
  sections: z.number().describe('in which the item is beyond class III'),
  share: z.number().nullable().describe('per cent of all sections with a class'),
  shareMissing: why,
});

export const mainItemsOf = (all: readonly MainItem[]): z.infer<typeof mainItem>[] =>
  all.map((each) => ({
    item: each.item,
    class: each.class,
    ...multipleOf(each.multiple),
    text: { zh: mainItemText(each, 'zh'), en: mainItemText(each, 'en') },
  }));

export const areaMainItemsOf = (all: readonly AreaMainItem[]): z.infer<typeof areaMainItem>[] =>
  all.map(({ share, ...rest }) => ({
    ...rest,
    share: orNull(share),
    ...(isMissing(share) && { shareMissing: share.missing }),
  }));

const percent = z.number().nullable().describe('per cent; null of nothing');
const whyNone = { goodMissing: why, worseMissing: why, attainmentMissing: why, levelMissing: why };
const ofClasses = <Schema extends z.ZodType>(of: Schema) =>
  z.object({ I: of, II: of, III: of, IV: of, V: of, 'worse-than-V': of });

/** Shares of sections, of which those without a class are no part. */
export const shares = asCell(
  z
    .object({
      evaluated: z.number(),
      withoutClass: z.number(),
      counts: ofClasses(z.number()),
      shares: ofClasses(percent),
      good: percent.describe('class I to III'),
      worse: percent.describe('worse than V'),
      targeted: z.number(),
      compliant: z.number(),
      attainment: percent.describe('of those that have a target'),
      level: level.nullable().describe('by proportion, of five sections or more'),
      ...whyNone,
    })
    .meta({ id: 'AreaShares' }),
);

export const reasonOf = <Name extends string>(
  name: Name,
  of: Maybe<unknown>,
): Partial<Record<`${Name}Missing`, string>> =>
  isMissing(of) ? ({ [`${name}Missing`]: of.missing } as Partial<Record<`${Name}Missing`, string>>) : {};

export const eachClass = <T, U>(of: Readonly<Record<WaterClass, T>>, to: (each: T) => U) => ({
  I: to(of.I),
  II: to(of.II),
  III: to(of.III),
  IV: to(of.IV),
  V: to(of.V),
  'worse-than-V': to(of['worse-than-V']),
});

export const sharesOf = (of: AreaShares): z.infer<typeof shares> => ({
  evaluated: of.evaluated,
  withoutClass: of.withoutClass,
  counts: { ...of.counts },
  shares: eachClass(of.shares, orNull),
  good: orNull(of.good),
  worse: orNull(of.worse),
  targeted: of.targeted,
  compliant: of.compliant,
  attainment: orNull(of.attainment),
  level: levelOf(of.level),
  ...reasonOf('good', of.good),
  ...reasonOf('worse', of.worse),
  ...reasonOf('attainment', of.attainment),
  ...reasonOf('level', of.level),
});

export const trophic = asCell(
  z
    .object({
      assessment: z.string(),
      index: z.number().nullable(),
      indexMissing: why,
      grade: z
        .object({
          state: z.string(),
          zh: z.string(),
          en: z.string(),
          upTo: z.number().optional(),
          inclusive: z.boolean().optional(),
        })
        .nullable(),
      gradeMissing: why,
      terms: optionalMembers(TROPHIC_ITEMS, z.number()),
      without: z.array(z.enum(TROPHIC_ITEMS)).describe('items without a value'),
    })
    .meta({ id: 'TrophicIndex' }),
);

export const trophicOf = ({
  assessment,
  index,
  grade,
  terms,
  without,
}: TrophicIndex): z.infer<typeof trophic> => ({
  assessment,
  index: orNull(index),
  ...reasonOf('index', index),
  grade: isMissing(grade) ? null : { ...grade },
  ...reasonOf('grade', grade),
  terms: { ...terms },
  without: [...without],
});
