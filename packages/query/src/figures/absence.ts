import type { AlertSubjectKind, Medium } from '@lanbi/model';
import { type Instant, SECOND } from '@lanbi/standards';
import { type AlertValue, fromResults, type ValueKind } from './alert-value.ts';
import type { FigureFamily } from './family.ts';
import { validityIn } from './presence.ts';
import { lakeFigures } from './water-lake.ts';
import { riverFigures } from './water-river.ts';
import { waterSampleFigures } from './water-sample.ts';

/** The time of an answer, and when the last value ended. */
export interface LastValue {
  readonly now: Instant;
  readonly last: Instant;
}

const NAME = { name: 'no-data', isAbsence: true } as const;

/** The results of a kind that have a value end the absence. */
const valueOfResults = (subject: AlertSubjectKind, medium: Medium, kind: ValueKind): AlertValue => ({
  ...{ ...NAME, subject, medium },
  source: fromResults(kind, (result, deps) => (validityIn(result, deps).kind === 'missing' ? undefined : 0)),
});

/** Seconds since the last value of a subject. */
export const absenceFigures: FigureFamily<LastValue, never, number> = {
  name: 'no-data',
  title: { zh: '无数据时长', en: 'Time without data' },
  subjects: ['station', 'region', 'section', 'river', 'lake'],
  span: 'reading',
  version: 1,
  inputs: ['observation', 'region.aqi.hour', waterSampleFigures, riverFigures, lakeFigures],
  compute: ({ now, last }) => Math.max(0, now - last) / SECOND,
  alertValues: [
    { ...NAME, subject: 'station', medium: undefined, source: { from: 'arrivals' } },
    valueOfResults('region', 'air', 'region.aqi.hour'),
    valueOfResults('section', 'water', 'class.sample'),
    valueOfResults('river', 'water', 'river.class.day'),
    valueOfResults('lake', 'water', 'lake.class.day'),
  ],
  tables: [],
};
