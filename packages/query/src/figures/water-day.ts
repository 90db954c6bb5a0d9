import {
  type Aggregate,
  expectedResults,
  periodOfResults,
  periodStandards,
  type SectionPeriodBody,
  type SectionPeriodRules,
} from '@lanbi/evaluation';
import { membershipsOf, type Section, type StoredResult, sectionId } from '@lanbi/model';
import { DAY, instant, type WaterStandards } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import { FILL_TIMES } from '../tables/asked-air.ts';
import { waterDaysShape } from '../tables/water-period-columns.ts';
import { waterPeriodRows } from '../tables/water-periods.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';
import { waterClassValues } from './water-values.ts';

/** What figures of days of sections depend on beside the record. */
export type DayDeps = Pick<QueryDeps, 'registry' | 'periodCoverage' | 'waterMinimum'>;

/** A stored day. */
export type StoredWaterDay = Pick<StoredResult<'class.day'>, 'subject' | 'from' | 'to' | 'body'>;

/** A stored day, its section as it is on it, and how it is to be evaluated. */
export interface DayOfSection {
  readonly stored: Pick<StoredWaterDay, 'from' | 'to' | 'body'>;
  readonly section: Pick<Section, 'waterBody' | 'target'>;
  readonly rules: SectionPeriodRules;
}

/** What the results of a day come to. */
export const aggregateOf = ({ sums, samples, covered }: StoredWaterDay['body']): Aggregate => ({
  sums,
  samples,
  covered,
  days: samples > 0 ? 1 : 0,
});

/** The rules of a civil day: a minimum takes the place of the share where one is set. */
export const dayRules = (
  deps: DayDeps,
  section: Pick<Section, 'id'>,
  { from, to }: Pick<StoredWaterDay, 'from' | 'to'>,
): SectionPeriodRules => ({
  expected: expectedResults(deps, section, { from, to }),
  least: deps.waterMinimum?.day,
  of: 'samples',
  length: 1,
  coverage: deps.periodCoverage,
});

/**
 * Class of a section over a civil day with its means, main items and validity, from the record of the day.
 * @source 环办〔2011〕22号, periods
 */
export const waterDayFigures: FigureFamily<DayOfSection, WaterStandards, SectionPeriodBody> = {
  name: 'class-day',
  title: { zh: '断面水质类别（日）', en: 'Class of a section over a day' },
  subjects: ['section'],
  span: 'day',
  version: 1,
  inputs: ['class.day'],
  compute: ({ stored: { body, from, to }, section, rules }, by = periodStandards('day', { from, to })) =>
    periodOfResults(section, aggregateOf(body), rules, by),
  alertValues: waterClassValues('section', 'class.day', 'day'),
  tables: [
    figureTable({
      name: 'water-days',
      path: '/v1/water/days',
      summary: 'Days of sections in one table',
      ...{ row: 'WaterDayRow', subjects: 'sections', edition: 'GB 3838', fill: FILL_TIMES },
      time: { by: 'row', length: DAY, days: 31, align: 'day' },
      shape: () => waterDaysShape,
      rows: (deps, { subjects, fill, under: { water: under } }, part) =>
        waterPeriodRows(deps, { subjects, fill, under, period: 'day' }, part),
    }),
  ],
};

/** The figure of a stored day; undefined where the registry does not name its section. */
export function waterDayFigure(deps: DayDeps, stored: StoredWaterDay): SectionPeriodBody | undefined {
  const registered = deps.registry.sections.get(sectionId(stored.subject));
  if (!registered) return undefined;
  const section = membershipsOf(deps.registry).sectionAt(registered, instant(stored.to - 1));
  return waterDayFigures.compute({ stored, section, rules: dayRules(deps, section, stored) });
}
