import {
  CALENDAR_PERIODS,
  type CalendarPeriod,
  classByMeans,
  expectedIn,
  type Window,
} from '@lanbi/evaluation';
import { membershipsOf, type Section, sectionId } from '@lanbi/model';
import { type Instant, instant, type WaterStandards } from '@lanbi/standards';
import { CIVIL_DIMENSIONS, type Column, type TableShape } from '../table/index.ts';
import type { SectionFigure } from '../water/section-figure.ts';
import type { WaterFigures } from '../water/water-figures.ts';
import { dateColumn, subjectColumn, timeColumns } from './air-columns.ts';
import { expectedSpans } from './expected.ts';
import { type SeriesPeriod, seriesWindows, windowName } from './period-windows.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import { DAY_UNIT, inOrder, partsByTime, type RowSpan, slicesOf } from './together.ts';
import { WATER_PARAMETERS, type WaterRow, waterColumns } from './water-columns.ts';

/** A section over a period; without a figure where it is expected and there is none. */
export interface WaterPeriodRow extends WaterRow {
  readonly made: SectionFigure | undefined;
}

const MORE: readonly Column<WaterPeriodRow>[] = [
  {
    ...{ name: 'validity', type: 'text', description: 'valid, insufficient or missing' },
    cell: ({ made }) => made?.body.validity.kind ?? 'missing',
  },
  {
    ...{ name: 'samples', type: 'number', description: 'sampling times with a value' },
    cell: ({ made }) => made?.body.samples ?? null,
  },
  {
    ...{ name: 'expected', type: 'number', description: 'expected sampling times', extra: true },
    cell: ({ made }) => made?.body.expected ?? null,
  },
  {
    ...{ name: 'covered', type: 'number', description: 'expected sampling times with a value', extra: true },
    cell: ({ made }) => made?.body.covered ?? null,
  },
];

/** Days of sections. */
export const waterDaysShape: TableShape<WaterPeriodRow> = {
  columns: [subjectColumn('section'), dateColumn, ...timeColumns(undefined), ...waterColumns, ...MORE],
  parameters: WATER_PARAMETERS,
  dimensions: CIVIL_DIMENSIONS,
};

/** Name of the period of a row. */
export const periodColumn = (period: SeriesPeriod | 'day'): Column<Window> => ({
  ...{ name: 'period', type: 'text' },
  description: 'month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day',
  cell: ({ from, to }) => windowName(period, { from, to }),
});

/** Months, quarters, half-years, years, rolling periods or periods to date of sections. */
export const waterPeriodsShape = (period: SeriesPeriod): TableShape<WaterPeriodRow> => ({
  columns: [
    subjectColumn('section'),
    periodColumn(period),
    ...timeColumns(undefined),
    ...waterColumns,
    ...MORE,
  ],
  parameters: WATER_PARAMETERS,
  dimensions: CIVIL_DIMENSIONS,
});

/** Whose periods are asked for, and under what. */
export interface AskedWaterPeriods extends AskedRows {
  readonly period: SeriesPeriod | 'day';
  /** By the window; undefined where the figures stand as they are. */
  readonly under: (window: Window) => WaterStandards | undefined;
}

type Deps = RowsDeps & { readonly water: WaterFigures };

function rowOf(
  { registry }: Deps,
  registered: Section,
  window: Window,
  figure: SectionFigure | undefined,
  under: AskedWaterPeriods['under'],
): WaterPeriodRow {
  const section = membershipsOf(registry).sectionAt(registered, instant(window.to - 1));
  const by = figure && under(window);
  const found = by ? classByMeans(section, figure.body.values, by).section : figure?.body.section;
  return { subject: section.id, ...window, section, values: figure?.body.values, found, made: figure };
}

/** Rows of a slice at the most, of one section. */
const ALL = 100_000;

const UNIT = {
  day: DAY_UNIT,
  other: { length: DAY_UNIT.length * 28, least: 366 * DAY_UNIT.length },
} as const;

/** The span in which a section is expected, from the first day that is stored; undefined where there is none. */
type Expected = RowSpan | undefined;

/** Whether a window without a figure is one for which the section is expected to report, and is over. */
function isExpected(deps: Deps, section: Section, expected: Expected, window: Window): boolean {
  if (!expected || window.from < expected.after || window.to > expected.to) return false;
  return expectedIn(deps, section, window) !== undefined;
}

/** Rows with those of expected windows that have none. @param rows ascending */
function withExpected(
  deps: Deps,
  section: Section,
  rows: readonly WaterPeriodRow[],
  windows: readonly Window[],
  expected: Expected,
): readonly WaterPeriodRow[] {
  const byBegin = new Map<Instant, WaterPeriodRow>(rows.map((row) => [row.from, row]));
  return windows.flatMap((window) => {
    const known = byBegin.get(window.from);
    if (known) return known;
    if (!isExpected(deps, section, expected, window)) return [];
    return rowOf(deps, section, window, undefined, () => undefined);
  });
}

/** Periods of the calendar in a slice, of each section. */
async function calendarRows(
  deps: Deps,
  sections: readonly Section[],
  { period, under }: AskedWaterPeriods & { readonly period: CalendarPeriod },
  slice: RowSpan,
  expected: readonly Expected[] | undefined,
): Promise<readonly (readonly WaterPeriodRow[])[]> {
  const lists: (readonly WaterPeriodRow[])[] = [];
  const windows = expected ? seriesWindows(period, slice, deps.clock.now()) : [];
  for (const [at, section] of sections.entries()) {
    const found = await deps.water.series(section, period, { ...slice, limit: ALL });
    const rows = found.map(({ window, figure }) => rowOf(deps, section, window, figure, under));
    lists.push(expected ? withExpected(deps, section, rows, windows, expected[at]) : rows);
    await deps.yieldNow?.();
  }
  return lists;
}

/** Rolling periods and those to date: one of each section that ends with each day. */
async function* dailyRows(
  deps: Deps,
  sections: readonly Section[],
  { period, under }: AskedWaterPeriods,
  span: RowSpan,
  expected: readonly Expected[] | undefined,
): AsyncIterable<readonly WaterPeriodRow[]> {
  for (const window of seriesWindows(period, span, deps.clock.now())) {
    const found = await deps.water.sections(sections, { period, window });
    yield found.flatMap(({ section, figure }, at) => {
      if (!figure && !isExpected(deps, section, expected?.[at], window)) return [];
      return rowOf(deps, section, window, figure, under);
    });
    await deps.yieldNow?.();
  }
}

const calendarOf = (period: SeriesPeriod | 'day'): CalendarPeriod | undefined =>
  CALENDAR_PERIODS.find((each) => each === period);

/** Periods of sections that end in a span, in the order of time; those of one period in the order of the sections. */
export async function* waterPeriodRows(
  deps: Deps,
  asked: AskedWaterPeriods,
  span: RowSpan,
): AsyncIterable<readonly WaterPeriodRow[]> {
  const { subjects, fill } = asked;
  const sections = subjects.flatMap((id) => deps.registry.sections.get(sectionId(id)) ?? []);
  const ids = sections.map(({ id }) => id);
  const expected = fill ? await expectedSpans(deps, 'class.day', ids) : undefined;
  const period = calendarOf(asked.period);
  if (!period) {
    yield* dailyRows(deps, sections, asked, span, expected);
    return;
  }
  for (const slice of slicesOf(span, subjects.length, period === 'day' ? UNIT.day : UNIT.other)) {
    const lists = await calendarRows(deps, sections, { ...asked, period }, slice, expected);
    for (const part of partsByTime(inOrder(lists))) {
      yield part;
      await deps.yieldNow?.();
    }
  }
}
