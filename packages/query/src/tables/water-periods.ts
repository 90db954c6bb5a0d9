import {
  CALENDAR_PERIODS,
  type CalendarPeriod,
  classByMeans,
  expectedResults,
  type Window,
  windowOf,
} from '@lanbi/evaluation';
import { membershipsOf, type Section, sectionId } from '@lanbi/model';
import { dateAt, type Instant, instant, type WaterStandards } from '@lanbi/standards';
import type { SectionFigure } from '../water/section-figure.ts';
import { expectedSpans } from './expected.ts';
import { type SeriesPeriod, seriesWindows } from './period-windows.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import { spanWithRows } from './stored-span.ts';
import type { WaterPeriodsReader } from './table-deps.ts';
import { DAY_UNIT, inOrder, partsByTime, type RowSpan, slicesOf } from './together.ts';
import type { WaterPeriodRow } from './water-period-columns.ts';

/** Whose periods are asked for, and under what. */
export interface AskedWaterPeriods extends AskedRows {
  readonly period: SeriesPeriod | 'day';
  /** By the window; undefined where the figures stand as they are. */
  readonly under: (window: Window) => WaterStandards | undefined;
}

type Deps = RowsDeps & { readonly water: Pick<WaterPeriodsReader, 'series' | 'sections'> };

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
  return expectedResults(deps, section, window) !== undefined;
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
  const part = await spanWithRows(deps, 'class.day', { subjects: ids, expected }, span);
  // A period may end long after the last of its days.
  const whole = part.to > part.after ? windowOf(period, dateAt(instant(part.to - 1))).to : part.to;
  const read = { after: part.after, to: instant(Math.min(whole, span.to)) };
  for (const slice of slicesOf(read, subjects.length, period === 'day' ? UNIT.day : UNIT.other)) {
    const lists = await calendarRows(deps, sections, { ...asked, period }, slice, expected);
    for (const rows of partsByTime(inOrder(lists))) {
      yield rows;
      await deps.yieldNow?.();
    }
  }
}
