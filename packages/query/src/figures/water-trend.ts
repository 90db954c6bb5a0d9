import { type Maybe, spearmanTrend, type WaterAssessmentEdition, type WaterTrend } from '@lanbi/standards';
import type { FigureFamily } from './family.ts';
import { waterPeriodFigures } from './water-period.ts';

/** The means of an item in years of a section in order of time, and the assessment in force. */
export interface YearlyMeans {
  readonly means: readonly Maybe<number>[];
  readonly inForce: WaterAssessmentEdition;
}

/**
 * Trend of the yearly means of an item of a section.
 * @source 环办〔2011〕22号, Spearman's rank correlation
 */
export const waterTrendFigures: FigureFamily<YearlyMeans, WaterAssessmentEdition, WaterTrend> = {
  name: 'water-trend',
  title: { zh: '水质变化趋势', en: 'Trend of a section over years' },
  subjects: ['section'],
  span: 'period',
  version: 1,
  inputs: ['class.day', waterPeriodFigures],
  compute: ({ means, inForce }, by = inForce, trace) => spearmanTrend(means, by, trace),
  alertValues: [],
  tables: [],
};
