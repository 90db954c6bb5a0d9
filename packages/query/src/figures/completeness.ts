import { windowOf } from '@lanbi/evaluation';
import type { AlertSubjectKind, Medium } from '@lanbi/model';
import { dateAt, HOUR } from '@lanbi/standards';
import { completenessRows } from '../tables/completeness.ts';
import { completenessShape, waterCompletenessShape } from '../tables/completeness-columns.ts';
import type { RowPeriod } from '../tables/period-windows.ts';
import type { RowSpan } from '../tables/together.ts';
import { waterCompletenessRows } from '../tables/water-completeness.ts';
import {
  type AlertValue,
  fromResults,
  type ValueDeps,
  type ValueKind,
  type ValueResult,
} from './alert-value.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';
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

const BY_DAY_OR_MONTH = { by: 'interval', length: HOUR, days: { month: 366, day: 31 } } as const;

/** A part of a span that begins with a whole day or month, or with the span. */
const wholePart = (period: RowPeriod, span: RowSpan, part: RowSpan): RowSpan =>
  part.after === span.after ? part : { ...part, after: windowOf(period, dateAt(part.after)).from };

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
    figureTable({
      name: 'air-completeness',
      path: '/v1/air/completeness',
      summary: 'Completeness of hourly values by day or month, with the reasons',
      ...{ row: 'CompletenessRow', subjects: 'air', time: BY_DAY_OR_MONTH, profiles: false },
      checked: 'none',
      shape: ({ region, interval }) => completenessShape(region ? 'region' : 'station', interval),
      rows: (deps, { subjects, region, interval: period, span }, part) =>
        completenessRows(deps, { subjects, region, period }, wholePart(period, span, part)),
    }),
    figureTable({
      name: 'water-completeness',
      path: '/v1/water/completeness',
      summary: 'Completeness of samples of sections by day or month, with the reasons',
      ...{ row: 'WaterCompletenessRow', subjects: 'sections', time: BY_DAY_OR_MONTH, profiles: false },
      checked: 'none',
      shape: ({ interval }) => waterCompletenessShape(interval),
      rows: (deps, { subjects, interval: period, span }, part) =>
        waterCompletenessRows(deps, { subjects, period, counted: span }, part),
    }),
  ],
};
