import { CALENDAR_PERIODS, type CalendarPeriod } from '@lanbi/evaluation';
import type { Section } from '@lanbi/model';
import { FILL_TIMES } from '../tables/asked-air.ts';
import { waterPeriodsShape } from '../tables/water-period-columns.ts';
import { waterPeriodRows } from '../tables/water-periods.ts';
import type { PeriodSpan } from '../water/members.ts';
import { type SectionFigure, type SectionFigureDeps, sectionFigure } from '../water/section-figure.ts';
import type { SectionYear } from '../water/section-year.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';
import { waterDayFigures } from './water-day.ts';
import { waterClassValues } from './water-values.ts';

/** A section over a period, and the years that hold days of it. */
export interface SectionOverPeriod {
  readonly deps: SectionFigureDeps;
  readonly section: Section;
  readonly span: PeriodSpan;
  readonly years: readonly SectionYear[];
}

const isLonger = (period: CalendarPeriod): period is Exclude<CalendarPeriod, 'day'> => period !== 'day';

/**
 * Class of a section over a month or longer with its means, main items, attainment and validity, from the records of its
 * days. Undefined where no day was evaluated. Another edition evaluates its means: see `classByMeans`.
 * @source 环办〔2011〕22号, periods
 */
export const waterPeriodFigures: FigureFamily<SectionOverPeriod, never, SectionFigure | undefined> = {
  name: 'class-period',
  title: { zh: '断面水质类别（时段）', en: 'Class of a section over a period' },
  subjects: ['section'],
  span: 'period',
  version: 1,
  inputs: ['class.day', waterDayFigures],
  compute: ({ deps, section, span, years }) => sectionFigure(deps, section, span, years),
  alertValues: CALENDAR_PERIODS.filter(isLonger).flatMap((period) =>
    waterClassValues('section', `class.${period}`, period),
  ),
  tables: [
    figureTable({
      name: 'water-periods',
      path: '/v1/water/months',
      summary: 'Months, quarters, years or rolling periods of sections in one table, also ranked',
      ...{ row: 'WaterPeriodRow', subjects: 'sections', edition: 'GB 3838', fill: FILL_TIMES },
      time: { by: 'period' },
      shape: ({ interval }) => waterPeriodsShape(interval),
      rows: (deps, { subjects, fill, interval: period, under: { water: under } }, part) =>
        waterPeriodRows(deps, { subjects, fill, under, period }, part),
    }),
  ],
};
