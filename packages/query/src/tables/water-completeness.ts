import { expectedOn, type Window, wholeExpected, windowOf } from '@lanbi/evaluation';
import { membershipsOf, type Section, type StoredResult, sectionId } from '@lanbi/model';
import { dateAt, type Instant, instant, isMissing, type WaterMeasurand } from '@lanbi/standards';
import type { WaterCompletenessRow } from './completeness-columns.ts';
import { expectedSpans } from './expected.ts';
import { type RowPeriod, seriesWindows } from './period-windows.ts';
import type { RowsDeps } from './rows-deps.ts';
import { civilDaysIn, type Expected, expectedTimes, samplesByDay } from './sampling-times.ts';
import { type RowSpan, resultsIn } from './together.ts';
import { WATER_TABLE_VALUES } from './water-columns.ts';
import { wholeDays } from './water-samples.ts';

type Sample = StoredResult<'class.sample'>;
type Items = readonly WaterMeasurand[];

/** What is counted of a section over a window. */
class Counts implements WaterCompletenessRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly expected: Partial<Record<WaterMeasurand, number>> = {};
  readonly observed: Partial<Record<WaterMeasurand, number>> = {};
  readonly reasons = new Map<string, number>();

  constructor({ id }: Section, { from, to }: Window) {
    this.subject = id;
    this.from = from;
    this.to = to;
  }

  /** Counts an expected time: a value of any of its samples, else the first reason. */
  add(items: Items, samples: readonly Sample[]): void {
    for (const item of items) {
      const values = samples.map(({ body }) => body.values[item]);
      const first = values.find(isMissing);
      if (first?.missing === 'not-monitored') continue;
      this.expected[item] = (this.expected[item] ?? 0) + 1;
      if (values.some((value) => typeof value === 'number'))
        this.observed[item] = (this.observed[item] ?? 0) + 1;
      else this.#miss(first?.missing ?? 'no-data', 1);
    }
  }

  /** Counts expected times of which there is no sample. */
  addMissing(items: Items, times: number): void {
    for (const item of items) this.expected[item] = (this.expected[item] ?? 0) + times;
    this.#miss('no-data', items.length * times);
  }

  get isEmpty(): boolean {
    return Object.keys(this.expected).length === 0;
  }

  #miss(reason: string, count: number): void {
    if (count > 0) this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + count);
  }
}

/** The items that the stations of a section are to measure on a day. */
function planOn({ registry }: RowsDeps, section: Section, day: Instant): Items {
  const stations = membershipsOf(registry).stationsOf(section.id, day);
  return WATER_TABLE_VALUES.filter((item) => stations.some(({ parameters }) => parameters.includes(item)));
}

/** Times of days with less than one expected sample: as many as the days add up to, of which samples are taken off. */
function countRare(
  deps: RowsDeps,
  section: Section,
  {
    counts,
    span,
    samples,
  }: { readonly counts: Counts; readonly span: RowSpan; readonly samples: readonly Sample[] },
): void {
  const byDay = samplesByDay(samples);
  let [expected, seen, plan]: [number, number, Items] = [0, 0, []];
  for (const day of civilDaysIn(span)) {
    const perDay = expectedOn(deps, section.id, day);
    if (perDay === undefined || perDay >= 1) continue;
    expected += perDay;
    plan = planOn(deps, section, day);
    const own = byDay.get(day) ?? [];
    for (const sample of own) counts.add(plan, [sample]);
    seen += own.length;
  }
  if (expected > 0) counts.addMissing(plan, Math.max(0, wholeExpected(expected) - seen));
}

function counted(
  deps: RowsDeps,
  section: Section,
  window: Window,
  span: RowSpan,
  samples: readonly Sample[],
): Counts {
  const counts = new Counts(section, window);
  const plans = new Map<Instant, Items>();
  const planOf = ({ stretch }: Expected<Sample>): Items => {
    const known = plans.get(dayBegin(stretch.from)) ?? planOn(deps, section, stretch.from);
    plans.set(dayBegin(stretch.from), known);
    return known;
  };
  for (const each of expectedTimes(deps.registry, section.id, span, samples))
    counts.add(planOf(each), each.samples);
  countRare(deps, section, { counts, span, samples });
  return counts;
}

const dayBegin = (at: Instant): Instant => windowOf('day', dateAt(at)).from;

/** Whose completeness is asked for, and in which span samples are counted. */
export interface AskedWaterCompleteness {
  readonly subjects: readonly string[];
  readonly period: RowPeriod;
  readonly counted: RowSpan;
}

/** What two spans have in common; undefined where that is nothing. */
function commonOf(a: RowSpan, b: RowSpan | undefined): RowSpan | undefined {
  if (!b) return undefined;
  const common = { after: instant(Math.max(a.after, b.after)), to: instant(Math.min(a.to, b.to)) };
  return common.after < common.to ? common : undefined;
}

/** Days or months that end in a span, in order; those of one time in the order of the sections. */
export async function* waterCompletenessRows(
  deps: RowsDeps,
  { subjects, period, counted: whole }: AskedWaterCompleteness,
  span: RowSpan,
): AsyncIterable<readonly WaterCompletenessRow[]> {
  const sections = subjects.flatMap((id) => deps.registry.sections.get(sectionId(id)) ?? []);
  const ids = sections.map(({ id }) => id);
  const expected = await expectedSpans(deps, 'class.sample', ids);
  // No window before the first sample, however long the span is.
  const first = Math.min(...expected.map((own) => own?.after ?? Number.POSITIVE_INFINITY));
  if (first === Number.POSITIVE_INFINITY) return;
  const reach = { after: instant(Math.max(span.after, first)), to: span.to };
  for (const window of seriesWindows(period, reach, deps.clock.now())) {
    const slice = commonOf({ after: window.from, to: window.to }, whole);
    if (!slice) continue;
    const found = await resultsIn(deps, 'class.sample', ids, wholeDays(slice));
    const rows: Counts[] = [];
    for (const [at, section] of sections.entries()) {
      const part = commonOf(slice, expected[at]);
      const counts = part && counted(deps, section, window, part, found[at] ?? []);
      if (counts && !counts.isEmpty) rows.push(counts);
      await deps.yieldNow?.();
    }
    if (rows.length > 0) yield rows;
  }
}
