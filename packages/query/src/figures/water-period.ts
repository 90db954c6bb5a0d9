import { CALENDAR_PERIODS, type CalendarPeriod } from '@lanbi/evaluation';
import type { Section } from '@lanbi/model';
import { waterPeriodsShape } from '../tables/water-period-columns.ts';
import type { PeriodSpan } from '../water/members.ts';
import { type FigureDeps, type SectionFigure, sectionFigure } from '../water/section-figure.ts';
import type { SectionYear } from '../water/section-year.ts';
import type { FigureFamily } from './family.ts';
import { waterDayFigures } from './water-day.ts';
import { waterClassValues } from './water-values.ts';

/** A section over a period, and the years that hold days of it. */
export interface SectionOverPeriod {
  readonly deps: FigureDeps;
  readonly section: Section;
  readonly span: PeriodSpan;
  readonly years: readonly SectionYear[];
}

const isLonger = (period: CalendarPeriod): period is Exclude<CalendarPeriod, 'day'> => period !== 'day';

/**
 * Class of a section over a month or longer with its means, main items, attainment and validity, from the records of its
 * days. Undefined where no day was evaluated. Another edition judges its means: see `classByMeans`.
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
  tables: [{ name: 'water-periods', columns: waterPeriodsShape('month').columns }],
};
