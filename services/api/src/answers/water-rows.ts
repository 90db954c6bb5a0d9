import { PERIODS, type PeriodName } from '@lanbi/evaluation';
import type { Section } from '@lanbi/model';
import type { AnswerState } from '@lanbi/query';
import { WATER_ITEMS, type WaterMethod } from '@lanbi/standards';
import * as z from 'zod';
import { dataStateOf } from './data-state.ts';
import { evaluation, evaluationOf } from './evaluation.ts';
import { optionalMembers } from './members.ts';
import { name } from './name.ts';
import { defaults, each } from './series.ts';
import { standards, standardsOf } from './standards.ts';
import { sectionClassAnswer } from './water.ts';
import { eachClass, itemClassAnswer, level } from './water-parts.ts';
import { options, sectionPeriodAnswer } from './water-period.ts';

const itemRow = itemClassAnswer.partial({ evaluated: true }).meta({ id: 'WaterItemRow' });

/** A row of a series of classes; without `fields` and `explain` only what varies from row to row. */
export const sectionClassRow = sectionPeriodAnswer
  .extend(sectionClassAnswer.shape)
  .extend({ items: optionalMembers(WATER_ITEMS, itemRow).describe('with `evaluated` where it is false') })
  .partial()
  .meta({ id: 'SectionClassRow' })
  .describe(
    'of a sample `ts`, of a period `from` and `to`; `class`, `determining`, `items`, `exceedances`, `computedAt`; of a period `meetsTarget`, `values`, `counts`, `mainItems`; `reason` where there is no class; what differs from `meta`. All members with `explain=true`, those that `fields` names where it is given',
  );

/** What a row takes from `meta` where it does not say otherwise. */
const shared = z.object({
  target: z.string().nullable(),
  edition: z.string().describe('of GB 3838; a row under another one names it'),
  method: z.string(),
  standards: standards.describe('every standard that was used; a row under others names them'),
  stations: z.array(z.string()).optional().describe('of samples'),
  assessment: z.string().optional().describe('of periods'),
  options: options.optional().describe('of periods'),
  counted: z.enum(['results', 'months']).optional().describe('what `counts` of a period counts'),
});

const levels = z.object({
  I: level,
  II: level,
  III: level,
  IV: level,
  V: level,
  'worse-than-V': level,
});

/** What holds for all rows of an answer. */
export const sectionClassCommon = z.object({
  section: z.string(),
  name,
  interval: z.enum(['sample', ...PERIODS]),
  ...shared.shape,
  levels: levels.describe('by `class`'),
  evaluation,
  each: each.extend({ items: z.object({ evaluated: z.literal(true) }) }),
});

type Shared = z.infer<typeof shared>;
type PeriodRow = z.infer<typeof sectionPeriodAnswer>;
/** A row that says everything itself. */
export type Whole = z.infer<typeof sectionClassAnswer> | PeriodRow;
export type SectionClassRow = z.infer<typeof sectionClassRow>;

/** What a series of classes is about. */
export interface ClassSeries {
  readonly section: Section;
  readonly interval: 'sample' | PeriodName;
  readonly state: AnswerState;
  /** Of a series without rows. */
  readonly under: { readonly edition: string; readonly method: WaterMethod; readonly assessment?: string };
  readonly levels: WaterMethod['levels'];
}

function sharedOf(row: Whole): Shared {
  const { target, edition, method, standards: used } = row;
  if ('stations' in row) return { target, edition, method, standards: used, stations: row.stations };
  const { assessment, options: by, counted } = row;
  return { target, edition, method, standards: used, assessment, options: by, counted };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The members of a row that differ from those of `meta`. */
function differing(row: Shared, common: Shared): Partial<Shared> {
  const names = Object.keys(row) as readonly (keyof Shared)[];
  return Object.fromEntries(
    names.filter((each) => !isSame(row[each], common[each])).map((each) => [each, row[each]]),
  );
}

function itemsOf(items: Whole['items']): SectionClassRow['items'] {
  const found: NonNullable<SectionClassRow['items']> = {};
  for (const of of WATER_ITEMS) {
    const item = items[of];
    if (!item) continue;
    const { evaluated, ...rest } = item;
    found[of] = evaluated ? rest : item;
  }
  return found;
}

/** What a period has beside a sample. */
function ofPeriod(whole: PeriodRow): SectionClassRow {
  const { meetsTarget, values, missing, counts, samples, days, mainItems, change } = whole;
  return {
    meetsTarget,
    values,
    ...(Object.keys(missing).length > 0 && { missing }),
    counts,
    ...(samples !== undefined && { samples }),
    ...(days !== undefined && { days }),
    ...(mainItems.length > 0 && { mainItems }),
    ...(change && { change }),
  };
}

/** A series as rows of what varies: what the last row of the page was evaluated under stands in `meta`. */
export class ClassRows {
  readonly #series: ClassSeries;
  readonly #shared: Shared;

  constructor(series: ClassSeries, rows: readonly Whole[]) {
    const last = rows.at(-1);
    const { section, under } = series;
    const { edition, assessment } = under;
    this.#series = series;
    this.#shared = last
      ? sharedOf(last)
      : {
          target: section.target ?? null,
          edition,
          method: under.method.id,
          standards: standardsOf(edition, ...(assessment === undefined ? [] : [assessment])),
          ...(assessment !== undefined && { assessment }),
        };
  }

  common(): z.infer<typeof sectionClassCommon> {
    const { section, interval, state, levels: of } = this.#series;
    return {
      section: section.id,
      name: { ...section.name },
      interval,
      ...this.#shared,
      levels: eachClass(of, (found) => ({ ...found })),
      evaluation: evaluationOf(state.evaluation),
      each: { ...defaults(), items: { evaluated: true } },
    };
  }

  row(whole: Whole): SectionClassRow {
    const { class: found, reason, determining, items, exceedances } = whole;
    const { validity, provisional, dataState, revision, computedAt } = whole;
    return {
      ...('ts' in whole ? { ts: whole.ts } : { from: whole.from, to: whole.to }),
      class: found,
      ...(reason !== undefined && { reason }),
      determining,
      items: itemsOf(items),
      exceedances,
      ...(!('ts' in whole) && ofPeriod(whole)),
      ...(validity.kind !== 'valid' && { validity }),
      ...(provisional && { provisional }),
      ...dataStateOf(dataState),
      ...(revision !== 1 && { revision }),
      computedAt,
      ...differing(sharedOf(whole), this.#shared),
    };
  }
}
