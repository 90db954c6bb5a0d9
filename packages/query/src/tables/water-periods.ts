import { type CalendarPeriod, classByMeans, type Window } from '@lanbi/evaluation';
import { membershipsOf, type Section, sectionId } from '@lanbi/model';
import { instant, type WaterStandards } from '@lanbi/standards';
import { CIVIL_DIMENSIONS, type Column, type TableShape } from '../table/index.ts';
import type { SectionFigure } from '../water/section-figure.ts';
import type { SectionFigureAt, WaterFigures } from '../water/water-figures.ts';
import { dateColumn, subjectColumn, timeColumns } from './air-columns.ts';
import { windowName } from './period-windows.ts';
import type { RowsDeps } from './rows-deps.ts';
import { DAY_UNIT, inOrder, partsByTime, type RowSpan, slicesOf } from './together.ts';
import { WATER_PARAMETERS, type WaterRow, waterColumns } from './water-columns.ts';

/** A section over a period. */
export interface WaterPeriodRow extends WaterRow {
  readonly made: SectionFigure;
}

const MORE: readonly Column<WaterPeriodRow>[] = [
  {
    ...{ name: 'validity', type: 'text', description: 'valid, insufficient or missing' },
    cell: ({ made }) => made.body.validity.kind,
  },
  {
    ...{ name: 'samples', type: 'number', description: 'sampling times with a value' },
    cell: ({ made: { body } }) => body.samples ?? null,
  },
  {
    ...{ name: 'expected', type: 'number', description: 'expected sampling times', extra: true },
    cell: ({ made: { body } }) => body.expected ?? null,
  },
  {
    ...{ name: 'covered', type: 'number', description: 'expected sampling times with a value', extra: true },
    cell: ({ made: { body } }) => body.covered ?? null,
  },
];

/** Days of sections. */
export const waterDaysShape: TableShape<WaterPeriodRow> = {
  columns: [subjectColumn('section'), dateColumn, ...timeColumns(undefined), ...waterColumns, ...MORE],
  parameters: WATER_PARAMETERS,
  dimensions: CIVIL_DIMENSIONS,
};

/** Months, quarters, half-years or years of sections. */
export const waterPeriodsShape = (period: CalendarPeriod): TableShape<WaterPeriodRow> => ({
  columns: [
    subjectColumn('section'),
    {
      ...{ name: 'period', type: 'text' },
      description: 'month 2016-01, quarter 2016-Q1, half-year 2016-H1 or year 2016',
      cell: ({ from, to }) => windowName(period, { from, to }),
    },
    ...timeColumns(undefined),
    ...waterColumns,
    ...MORE,
  ],
  parameters: WATER_PARAMETERS,
  dimensions: CIVIL_DIMENSIONS,
});

/** Whose periods are asked for, and under what. */
export interface AskedWaterPeriods {
  readonly subjects: readonly string[];
  readonly period: CalendarPeriod;
  /** By the window; undefined where the figures stand as they are. */
  readonly under: (window: Window) => WaterStandards | undefined;
}

type Deps = Pick<RowsDeps, 'registry' | 'breathe'> & { readonly water: WaterFigures };

function rowOf(
  { registry }: Deps,
  registered: Section,
  { window, figure }: SectionFigureAt,
  under: AskedWaterPeriods['under'],
): WaterPeriodRow {
  const section = membershipsOf(registry).sectionAt(registered, instant(window.to - 1));
  const by = under(window);
  const found = by ? classByMeans(section, figure.body.values, by).section : figure.body.section;
  return { subject: section.id, ...window, section, values: figure.body.values, found, made: figure };
}

/** Rows of a slice at the most, of one section. */
const ALL = 100_000;

const UNIT = {
  day: DAY_UNIT,
  other: { length: DAY_UNIT.length * 28, least: 366 * DAY_UNIT.length },
} as const;

/** Periods of sections that end in a span, in the order of time; those of one period in the order of the sections. */
export async function* waterPeriodRows(
  deps: Deps,
  { subjects, period, under }: AskedWaterPeriods,
  span: RowSpan,
): AsyncIterable<readonly WaterPeriodRow[]> {
  const sections = subjects.flatMap((id) => deps.registry.sections.get(sectionId(id)) ?? []);
  for (const slice of slicesOf(span, subjects.length, period === 'day' ? UNIT.day : UNIT.other)) {
    const lists: (readonly WaterPeriodRow[])[] = [];
    for (const section of sections) {
      const found = await deps.water.series(section, period, { ...slice, limit: ALL });
      lists.push(found.map((each) => rowOf(deps, section, each, under)));
      await deps.breathe?.();
    }
    for (const part of partsByTime(inOrder(lists))) {
      yield part;
      await deps.breathe?.();
    }
  }
}
