import type { AirPeriodBody, AirPeriodOptions } from '@lanbi/evaluation';
import { STANDING_PERIODS, type StandingPeriod } from '@lanbi/model';
import { type Judging, periodFigure } from '../air/figure.ts';
import type { AskedFigure, PeriodFigure } from '../air/period.ts';
import type { SubjectDays } from '../air/subject-days.ts';
import { airPeriodsShape } from '../tables/air-period-columns.ts';
import { airDayFigures } from './air-day.ts';
import type { AlertValue } from './alert-value.ts';
import type { FigureFamily } from './family.ts';

/** A period of a subject whose days are there. */
export interface DaysOfPeriod {
  readonly days: SubjectDays;
  readonly asked: Omit<AskedFigure, 'options' | 'trace'>;
  readonly judging: Judging;
}

const nameOf = (period: StandingPeriod) => ({
  name: `composite-index.${period}`,
  form: 'composite-index.{period}',
});

const INDICES: readonly AlertValue[] = STANDING_PERIODS.flatMap((period): AlertValue[] => [
  {
    ...{ ...nameOf(period), subject: 'station', medium: 'air' },
    source: { from: 'days', kind: 'aqi.day', period },
  },
  {
    ...{ ...nameOf(period), subject: 'region', medium: 'air' },
    source: { from: 'days', kind: 'region.aqi.day', period },
  },
]);

/**
 * Composite index, concentrations, good days and attainment of a station or region over a period, from the records of its
 * days.
 * @source HJ 663, statistics of periods; GB 3095, attainment
 */
export const airPeriodFigures: FigureFamily<DaysOfPeriod, AirPeriodOptions, PeriodFigure<AirPeriodBody>> = {
  name: 'air-period',
  title: { zh: '时段空气质量（综合指数、浓度、优良天数、达标）', en: 'Air quality over a period' },
  subjects: ['station', 'region'],
  span: 'period',
  version: 1,
  inputs: ['aqi.day', 'region.aqi.day', airDayFigures],
  compute: ({ days, asked, judging }, options, trace) =>
    periodFigure(days, { ...asked, options, trace }, judging),
  alertValues: INDICES,
  tables: [{ name: 'air-periods', columns: airPeriodsShape('region', 'month', true).columns }],
};
