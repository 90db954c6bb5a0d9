import { CALENDAR_PERIODS, type LakeFigure, lakeFigure } from '@lanbi/evaluation';
import type { Trace, WaterStandards } from '@lanbi/standards';
import { trophicShape } from '../tables/trophic-columns.ts';
import { lakesShape } from '../tables/water-body-columns.ts';
import type { FigureFamily } from './family.ts';
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
    { name: 'water-lakes', columns: lakesShape('month').columns },
    { name: 'water-trophic', columns: trophicShape('month').columns },
  ],
};
