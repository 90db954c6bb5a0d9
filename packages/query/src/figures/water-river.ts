import { CALENDAR_PERIODS, type Member, type RiverFigure, riverFigure } from '@lanbi/evaluation';
import type { Trace, WaterStandards } from '@lanbi/standards';
import { FILL_PERIODS } from '../tables/asked-air.ts';
import { bodyRows } from '../tables/water-bodies.ts';
import { riversShape } from '../tables/water-body-columns.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';
import { waterDayFigures } from './water-day.ts';
import { waterPeriodFigures } from './water-period.ts';
import { waterClassValues } from './water-values.ts';

/** The sections of a river or lake over a period, and the standards in force. */
export interface MembersOfWater {
  readonly members: readonly Member[];
  readonly inForce: WaterStandards;
}

/**
 * Class, level, shares of each class and attainment of a river over a period, from its sections.
 * @source 环办〔2011〕22号, rivers
 */
export const riverFigures: FigureFamily<MembersOfWater, WaterStandards, RiverFigure> = {
  name: 'river',
  title: { zh: '河流水质', en: 'Water quality of a river' },
  subjects: ['river', 'area'],
  span: 'period',
  version: 1,
  inputs: [waterDayFigures, waterPeriodFigures],
  compute: ({ members, inForce }, by = inForce, trace?: Trace) => riverFigure(members, by, trace),
  alertValues: [
    ...waterClassValues('river', 'river.class.day'),
    ...CALENDAR_PERIODS.flatMap((period) => waterClassValues('river', `river.class.${period}`, period)),
  ],
  tables: [
    figureTable({
      name: 'water-rivers',
      path: '/v1/water/rivers',
      summary: 'Rivers over months, quarters, years or rolling periods, also ranked',
      ...{ row: 'RiverRow', subjects: 'rivers', edition: 'GB 3838', fill: FILL_PERIODS },
      time: { by: 'period' },
      shape: ({ interval }) => riversShape(interval),
      rows: (deps, asked, part) =>
        bodyRows(deps, 'river', asked, part, (members, by) => riverFigures.compute({ members, inForce: by })),
    }),
  ],
};
