import { type FigureBodies, type Figured, itemCounts, itemMeans } from '@lanbi/evaluation';
import type { RecordOf, ResultChange, ResultKey, ResultKind } from '@lanbi/model';
import { airDayFigures } from './air-day.ts';
import { airHourFigures } from './air-hour.ts';
import { type DayDeps, waterDayFigure } from './water-day.ts';
import { sampleFigure } from './water-sample.ts';

/** A record with what it is about. */
export interface RecordWithKey<Kind extends ResultKind = ResultKind> extends ResultKey<Kind> {
  readonly body: RecordOf[Kind];
}

type Figure<Kind extends ResultKind> = (
  deps: DayDeps,
  stored: RecordWithKey<Kind>,
) => FigureBodies[Kind] | undefined;

const airHour = (_: DayDeps, stored: RecordWithKey<'aqi.hour' | 'region.aqi.hour'>) =>
  airHourFigures.compute(stored);
const airDay = (_: DayDeps, stored: RecordWithKey<'aqi.day' | 'region.aqi.day'>) =>
  airDayFigures.compute(stored);

/** The family of each kind of record. */
const FIGURES: { readonly [Kind in ResultKind]: Figure<Kind> } = {
  'aqi.hour': airHour,
  'region.aqi.hour': airHour,
  'aqi.day': airDay,
  'region.aqi.day': airDay,
  'class.sample': ({ registry }, stored) => sampleFigure(registry, stored),
  'class.day': waterDayFigure,
};

/** The figure of a record under the edition of its date; undefined where the registry does not name its section. */
export function figureOf<Kind extends ResultKind>(
  deps: DayDeps,
  stored: RecordWithKey<Kind>,
): Figured<Kind> | undefined {
  const { kind, subject, from, to } = stored;
  const make: Figure<Kind> = FIGURES[kind];
  const body = make(deps, stored);
  return body && { kind, subject, from, to, body };
}

/** What a record says without the registry: no class. */
export type RecordNumbers =
  | Exclude<RecordOf[ResultKind], RecordOf['class.day']>
  | (Pick<RecordOf['class.day'], 'samples' | 'covered'> & {
      readonly values: ReturnType<typeof itemMeans>;
      readonly counts: ReturnType<typeof itemCounts>;
    });

/** The body of a figure; of a section that the registry does not name the numbers of its record. */
export type BodyOfRecord = FigureBodies[ResultKind] | RecordNumbers;

/** The numbers of a record, computed without the registry. */
function numbersOf(record: RecordOf[ResultKind]): RecordNumbers {
  if (!('sums' in record)) return record;
  const { sums, samples, covered } = record;
  return { values: itemMeans(sums), counts: itemCounts(sums), samples, covered };
}

/** The body of the figure of a record. If the registry does not name the section: its numbers, without a class. */
export const bodyOfRecord = (deps: DayDeps, stored: RecordWithKey): BodyOfRecord =>
  figureOf(deps, stored)?.body ?? numbersOf(stored.body);

/** The bodies before and after a change of the audit trail; `before` is undefined if nothing was stored. */
export function figuresOfChange(
  deps: DayDeps,
  { kind, subject, from, to, before, after }: ResultChange,
): { readonly before: BodyOfRecord | undefined; readonly after: BodyOfRecord } {
  const figure = (body: RecordOf[ResultKind]) => bodyOfRecord(deps, { kind, subject, from, to, body });
  return { before: before && figure(before), after: figure(after) };
}
