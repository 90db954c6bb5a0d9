import type { AirPeriodBody, AirPeriodOptions } from '@lanbi/evaluation';
import { STANDING_PERIODS, type StandingPeriod } from '@lanbi/model';
import { periodFigure, type ValidityContext } from '../air/figure.ts';
import type { AskedFigure, PeriodFigure } from '../air/period.ts';
import type { SubjectDays } from '../air/subject-days.ts';
import { airPeriodsShape, COMPARED_WITH } from '../tables/air-period-columns.ts';
import { airPeriodRows } from '../tables/air-periods.ts';
import { FILL_PERIODS } from '../tables/asked-air.ts';
import { seriesPeriodOf, seriesWindows } from '../tables/period-windows.ts';
import { airDayFigures } from './air-day.ts';
import type { AlertValue } from './alert-value.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';

/** A period of a subject whose days are there. */
export interface DaysOfPeriod {
  readonly days: SubjectDays;
  readonly asked: Omit<AskedFigure, 'options' | 'trace'>;
  readonly context: ValidityContext;
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
  compute: ({ days, asked, context }, options, trace) =>
    periodFigure(days, { ...asked, options, trace }, context),
  alertValues: INDICES,
  tables: [
    figureTable({
      name: 'air-periods',
      path: '/v1/air/periods',
      summary: 'Months, quarters, years or rolling periods of air of several subjects, also ranked',
      ...{ row: 'AirPeriodRow', subjects: 'air', edition: 'air', fill: FILL_PERIODS },
      time: { by: 'period' },
      choices: {
        against: {
          values: COMPARED_WITH,
          description: 'adds the earlier period, under the same editions, and the changes in per cent',
        },
      },
      shape: ({ region, interval, choices: { against } }) =>
        airPeriodsShape(region ? 'region' : 'station', interval, against !== undefined),
      // A ranking by index takes periods with enough days alone.
      selection: (asked) => ({ ...asked, rank: asked.rank === 'index' ? 'ranked_index' : asked.rank }),
      rows(deps, { subjects, region, fill, interval, span, choices, under }, part) {
        const windows = seriesWindows(interval, span, deps.clock.now());
        const against = COMPARED_WITH.find((each) => each === choices['against']);
        const asked = {
          subjects,
          region,
          fill,
          period: seriesPeriodOf(interval),
          options: under.air,
          against,
        };
        return airPeriodRows(
          deps,
          asked,
          windows.filter(({ to }) => to > part.after && to <= part.to),
        );
      },
    }),
  ],
};
