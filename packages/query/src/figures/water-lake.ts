import { CALENDAR_PERIODS, type LakeFigure, lakeFigure } from '@lanbi/evaluation';
import type { Trace, WaterStandards } from '@lanbi/standards';
import { DAY } from '@lanbi/standards';
import { FILL_PERIODS } from '../tables/asked-air.ts';
import { trophicRows } from '../tables/trophic.ts';
import { trophicShape } from '../tables/trophic-columns.ts';
import { bodyRows } from '../tables/water-bodies.ts';
import { lakesShape } from '../tables/water-body-columns.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';
import { waterDayFigures } from './water-day.ts';
import { waterPeriodFigures } from './water-period.ts';
import type { MembersOfWater } from './water-river.ts';
import { waterClassValues } from './water-values.ts';

/**
 * Class, level, exceedances and trophic state of a lake over a period, from its sections.
 * @source 环办〔2011〕22号, lakes; comprehensive trophic level index
 */
export const lakeFigures: FigureFamily<MembersOfWater, WaterStandards, LakeFigure> = {
  name: 'lake',
  title: { zh: '湖库水质与营养状态', en: 'Water quality and trophic state of a lake' },
  subjects: ['lake'],
  span: 'period',
  version: 1,
  inputs: [waterDayFigures, waterPeriodFigures],
  compute: ({ members, inForce }, by = inForce, trace?: Trace) => lakeFigure(members, by, trace),
  alertValues: [
    ...waterClassValues('lake', 'lake.class.day'),
    ...CALENDAR_PERIODS.flatMap((period) => waterClassValues('lake', `lake.class.${period}`, period)),
  ],
  tables: [
    figureTable({
      name: 'water-lakes',
      path: '/v1/water/lakes',
      summary: 'Lakes over months, quarters, years or rolling periods, also ranked',
      ...{ row: 'LakeRow', subjects: 'lakes', edition: 'GB 3838', fill: FILL_PERIODS },
      time: { by: 'period' },
      shape: ({ interval }) => lakesShape(interval),
      rows: (deps, asked, part) =>
        bodyRows(deps, 'lake', asked, part, (members, by) => lakeFigures.compute({ members, inForce: by })),
    }),
    figureTable({
      name: 'water-trophic',
      path: '/v1/water/trophic',
      summary: 'Trophic state of lakes as a series',
      ...{ row: 'TrophicRow', subjects: 'lakes', ids: 'lakes' },
      time: {
        by: 'interval',
        length: DAY,
        days: { day: 31, month: 366, quarter: 366, 'half-year': 366, year: 366 },
      },
      shape: ({ interval }) => trophicShape(interval),
      rows: ({ water }, { subjects, interval }, part) => trophicRows(water, subjects, interval, part),
    }),
  ],
};
