import { membershipsOf, type Section, type Span, type StoredResult, sectionId } from '@lanbi/model';
import {
  DAY,
  type Instant,
  instant,
  type Maybe,
  type SectionClass,
  startOfDay,
  type WaterMeasurand,
} from '@lanbi/standards';
import { dataSpanOf } from '../data-span.ts';
import { sectionOfSample } from '../water/section-of-sample.ts';
import { expectedSpans } from './expected.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import { expectedTimes, type Stretch } from './sampling-times.ts';
import { spanWithRows } from './stored-span.ts';
import { HOUR_UNIT, partsByTime, type RowSpan, resultsIn, slicesOf } from './together.ts';
import type { WaterRow } from './water-columns.ts';

type Values = Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>>;
type Stored = StoredResult<'class.sample'>;

/** The class of a stored sample of a section, as it is on the day of the sample. */
export type ClassOfSample = (stored: Stored, section: Section) => SectionClass;

/** An expected sampling time of a section without a sample. */
export class MissingSampleRow implements WaterRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly section: Section | undefined;
  readonly made = undefined;
  readonly values = undefined;
  readonly found = undefined;

  constructor(section: Section, { from, to }: Stretch) {
    this.subject = section.id;
    this.section = section;
    this.from = from;
    this.to = to;
  }
}

/** A sample of a section; its class is computed when a cell needs it. */
export class WaterSampleRow implements WaterRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly made: Stored;
  readonly section: Section | undefined;
  readonly #classOf: ClassOfSample;
  #found: SectionClass | undefined;

  constructor(stored: Stored, section: Section | undefined, classOf: ClassOfSample) {
    this.subject = stored.subject;
    this.from = stored.from;
    this.to = stored.to;
    this.made = stored;
    this.section = section;
    this.#classOf = classOf;
  }

  get values(): Values {
    return this.made.body.values;
  }

  get found(): SectionClass | undefined {
    if (this.section) this.#found ??= this.#classOf(this.made, this.section);
    return this.#found;
  }
}

/** The day whose data a row is made of. A time without a sample belongs to the day in which it ends. */
export function checkedSpanOf(row: WaterRow): Span {
  if (row instanceof WaterSampleRow) return dataSpanOf(row.made);
  const from = startOfDay(instant(row.to - 1));
  return { from, to: from + DAY };
}

/** The part of a slice in which a section is expected to report. */
const partOf = (slice: RowSpan, expected: RowSpan | undefined): RowSpan | undefined =>
  expected && {
    after: instant(Math.max(slice.after, expected.after)),
    to: instant(Math.min(slice.to, expected.to)),
  };

/** Rows for the expected times of a slice that have no sample. @param samples of the days of the slice */
function missingRows(
  { registry }: RowsDeps,
  section: Section,
  part: RowSpan | undefined,
  samples: readonly Stored[],
): readonly WaterRow[] {
  if (!part || part.after >= part.to) return [];
  const rows: WaterRow[] = [];
  for (const { stretch, samples: own } of expectedTimes(registry, section.id, part, samples))
    if (own.length === 0)
      rows.push(
        new MissingSampleRow(membershipsOf(registry).sectionAt(section, instant(stretch.to - 1)), stretch),
      );
  return rows;
}

/** The whole days that a slice has a part of, with the instants at which they begin. */
export const wholeDays = ({ after, to }: RowSpan): RowSpan => ({ after: instant(startOfDay(after) - 1), to });

/** Samples of sections in a span, in the order of time; those of one time in the order of the sections. */
export async function* waterSampleRows(
  deps: RowsDeps,
  { subjects, fill }: AskedRows,
  classOf: ClassOfSample,
  span: RowSpan,
): AsyncIterable<readonly WaterRow[]> {
  const { registry } = deps;
  const expected = fill ? await expectedSpans(deps, 'class.sample', subjects) : undefined;
  const part = await spanWithRows(deps, 'class.sample', { subjects, expected }, span);
  for (const slice of slicesOf(part, subjects.length, HOUR_UNIT)) {
    const found = await resultsIn(deps, 'class.sample', subjects, expected ? wholeDays(slice) : slice);
    const lists = found.map((results, at): readonly WaterRow[] => {
      const rows = results
        .filter(({ to }) => to > slice.after)
        .map((result) => new WaterSampleRow(result, sectionOfSample(registry, result), classOf));
      const section = expected && registry.sections.get(sectionId(subjects[at] ?? ''));
      return section ? [...rows, ...missingRows(deps, section, partOf(slice, expected[at]), results)] : rows;
    });
    // By their ends alone: what ends together stays in the order of the sections.
    for (const rows of partsByTime(lists.flat().sort((a, b) => a.to - b.to))) {
      yield rows;
      await deps.yieldNow?.();
    }
  }
}
