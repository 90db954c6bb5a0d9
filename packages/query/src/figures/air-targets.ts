import type { AirTargets } from '@lanbi/model';
import { type TargetLeft, targetsLeft, type YearSoFar } from '../air/year-target.ts';
import { airPeriodFigures } from './air-period.ts';
import type { FigureFamily } from './family.ts';

/** The year so far of a region whose days are there, and its targets. */
export interface TargetsOfYear extends YearSoFar {
  readonly targets: AirTargets;
}

/** What is left of a year until the targets of a region, from its days and its figure so far. */
export const airTargetFigures: FigureFamily<TargetsOfYear, never, readonly TargetLeft[]> = {
  name: 'air-targets',
  title: { zh: '年度目标余量', en: 'What is left until the targets of a year' },
  subjects: ['region'],
  span: 'period',
  version: 2,
  inputs: ['region.aqi.day', airPeriodFigures],
  compute: ({ targets, ...year }) => targetsLeft(targets, year),
  alertValues: [],
  tables: [],
};
