import { Exceedances, type ExceedancesBy, exceedancesShape } from '../tables/exceedances.ts';
import type { FigureFamily } from './family.ts';
import { waterDayFigures } from './water-day.ts';
import { waterPeriodFigures } from './water-period.ts';
import { waterSampleFigures } from './water-sample.ts';

/**
 * How often and how far items of sections are beyond their targets, from the figures of samples, days or months. `compute`
 * gives an empty count, which takes rows one by one: a year of samples is never held.
 */
export const exceedanceFigures: FigureFamily<{ readonly by: ExceedancesBy }, never, Exceedances> = {
  name: 'exceedances',
  title: { zh: '超标统计', en: 'Exceedances of sections' },
  subjects: ['section', 'area'],
  span: 'period',
  version: 1,
  inputs: [waterSampleFigures, waterDayFigures, waterPeriodFigures],
  compute: ({ by }) => new Exceedances(by),
  alertValues: [],
  tables: [
    {
      name: 'water-exceedances',
      path: '/v1/water/exceedances',
      columns: exceedancesShape('section').columns,
    },
  ],
};
