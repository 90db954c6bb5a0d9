import type { AlertSubjectKind, Medium } from '@lanbi/model';
import { completenessShape, waterCompletenessShape } from '../tables/completeness-columns.ts';
import {
  type AlertValue,
  fromResults,
  type ValueDeps,
  type ValueKind,
  type ValueResult,
} from './alert-value.ts';
import type { FigureFamily } from './family.ts';
import { validityIn } from './presence.ts';
import { lakeFigures } from './water-lake.ts';
import { riverFigures } from './water-river.ts';

/** Values that were expected, and those of them that there are. */
export interface Counts {
  readonly expected: number;
  readonly observed: number;
}

/** Observed of expected values in per cent, one decimal; 0 where none is expected. */
function compute(counts: readonly Counts[]): number {
  const expected = counts.reduce((sum, count) => sum + count.expected, 0);
  const observed = counts.reduce((sum, count) => sum + count.observed, 0);
  return expected > 0 ? Math.min(100, Math.round((1000 * observed) / expected) / 10) : 0;
}

/** Regions: hourly values of their points. Otherwise: the counts that the validity of the figure holds. */
function countsIn(result: ValueResult, deps: ValueDeps): readonly Counts[] {
  if (result.kind === 'region.aqi.hour') return Object.values(result.body.coverage ?? {});
  const validity = validityIn(result, deps);
  return validity.kind === 'missing' ? [] : [validity];
}

const valueOfResults = (subject: AlertSubjectKind, medium: Medium, kind: ValueKind): AlertValue => ({
  ...{ name: 'completeness', subject, medium },
  source: fromResults(kind, (result, deps) => compute(countsIn(result, deps))),
});

/** How many of the expected values of a subject there are, in per cent. */
export const completenessFigures: FigureFamily<readonly Counts[], never, number> = {
  name: 'completeness',
  title: { zh: '数据完整率', en: 'Completeness' },
  subjects: ['station', 'region', 'section', 'river', 'lake'],
  span: 'period',
  version: 1,
  inputs: [
    'observation',
    'aqi.hour',
    'region.aqi.hour',
    'class.sample',
    'class.day',
    riverFigures,
    lakeFigures,
  ],
  compute,
  alertValues: [
    {
      ...{ name: 'completeness', subject: 'station', medium: undefined },
      source: { from: 'expected-readings' },
    },
    valueOfResults('region', 'air', 'region.aqi.hour'),
    valueOfResults('section', 'water', 'class.day'),
    valueOfResults('river', 'water', 'river.class.day'),
    valueOfResults('lake', 'water', 'lake.class.day'),
  ],
  tables: [
    { name: 'air-completeness', columns: completenessShape('region', 'month').columns },
    { name: 'water-completeness', columns: waterCompletenessShape('month').columns },
  ],
};
