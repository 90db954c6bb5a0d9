import type { DaysOf } from '../air/air-days.ts';
import { type ComparedFigure, comparedFigure } from '../air/change.ts';
import type { ValidityContext } from '../air/figure.ts';
import type { AskedFigure } from '../air/period.ts';
import { airPeriodFigures } from './air-period.ts';
import type { FigureFamily } from './family.ts';

/** A period of a subject whose days, and those of the earlier periods, are there. */
export interface DaysOfPeriods {
  readonly daysOf: DaysOf;
  readonly asked: AskedFigure;
  readonly context: ValidityContext;
}

/**
 * The figures of a period with the change of the composite index in per cent against the preceding period and against the
 * same period a year earlier, under the editions of the later period and under those of each.
 * @source 环办监测〔2018〕19号, changes
 */
export const airChangeFigures: FigureFamily<DaysOfPeriods, never, ComparedFigure> = {
  name: 'air-change',
  title: { zh: '空气质量同比与环比', en: 'Change of air quality against earlier periods' },
  subjects: ['station', 'region'],
  span: 'period',
  version: 1,
  inputs: [airPeriodFigures],
  compute: ({ daysOf, asked, context }) =>
    comparedFigure(daysOf, asked, {
      context,
      earlierAt: (days, { options, trace, ...earlier }, by) =>
        airPeriodFigures.compute({ days, asked: earlier, context: by }, options, trace),
    }),
  alertValues: [],
  tables: [],
};
