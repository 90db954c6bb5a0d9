import {
  addGathered,
  CALENDAR_PERIODS,
  type CalendarPeriod,
  coveredOf,
  expectedIn,
  type Gathered,
  gatheredOf,
  monthsIn,
  NOTHING_GATHERED,
  type Period,
  partsOf,
  periodOfMonths,
  periodOfResults,
  periodStandards,
  readTally,
  type SectionMonth,
  type SectionPeriodBody,
  type WaterMeans,
  type Window,
  windowOf,
} from '@lanbi/evaluation';
import { membershipsOf, type ResultKind, type Section, type StoredResult } from '@lanbi/model';
import { DAY, dateAt, type Instant, instant, isMissing } from '@lanbi/standards';
import type { ApiDeps } from '../deps.ts';
import { expectedSoFar, validityNow } from './judged.ts';

/** A section over any period, and how new that is. */
export interface SectionFigure {
  readonly body: SectionPeriodBody;
  /**
   * Of a stored period its own; of one that is put together the sum over its parts: each change of a part raises it.
   */
  readonly revision: number;
  readonly computedAt: Instant;
  /** The means of the months that it is made of, where it is put together of them. */
  readonly months?: readonly WaterMeans[];
  /** Expected times of the days that are over, of a period that runs. */
  readonly due?: number;
}

/** More days and months than any window that is asked for at its edges. */
const MANY = 1_000;

type Stored = StoredResult<SectionPeriodBody>;
type Made = Pick<SectionFigure, 'revision' | 'computedAt'>;

const madeOf = (parts: readonly Stored[]): Made => ({
  revision: parts.reduce((total, { revision }) => total + revision, 0),
  computedAt: instant(Math.max(...parts.map(({ computedAt }) => computedAt))),
});

const gather = (parts: readonly Stored[]): Gathered =>
  parts.map(({ body }) => gatheredOf(body)).reduce(addGathered, NOTHING_GATHERED);

const dueOf = (due: number | undefined) => (due === undefined ? {} : { due });

/** A stored figure with its validity as of now. */
export function judgedFigure(
  deps: ApiDeps,
  section: Pick<Section, 'id'>,
  span: { readonly period: Period; readonly window: Window },
  figure: SectionFigure,
): SectionFigure {
  const validity = validityNow(deps, section, span, figure.body);
  if (deps.clock.now() >= span.window.to) return { ...figure, body: { ...figure.body, validity } };
  const { due } = expectedSoFar(deps, section, span.period, span.window);
  return { ...figure, body: { ...figure.body, validity }, ...dueOf(due) };
}

/** Reads the figures of one section. */
class SectionReader {
  readonly #deps: ApiDeps;
  readonly #section: Section;

  constructor(deps: ApiDeps, section: Section) {
    this.#deps = deps;
    this.#section = section;
  }

  async #stored(kind: ResultKind, { from, to }: Window): Promise<readonly Stored[]> {
    const range = { kind, subject: this.#section.id, after: from, to, limit: MANY };
    return (await this.#deps.store.results(range)) as readonly Stored[];
  }

  /** The days and whole months that a window is made of. */
  async #parts(window: Window): Promise<Stored[]> {
    const { months, edges } = partsOf(window);
    const [first, last] = [months[0], months.at(-1)];
    const whole = first && last ? await this.#stored('class.month', { from: first.from, to: last.to }) : [];
    const days = await Promise.all(edges.map((edge) => this.#stored('class.day', edge)));
    return [...whole, ...days.flat()];
  }

  #evaluated(period: Period, window: Window, parts: readonly Stored[]): SectionPeriodBody {
    const { expected, due } = expectedSoFar(this.#deps, this.#section, period, window);
    const rules = {
      expected,
      due,
      coverage: this.#deps.periodCoverage,
      least: undefined,
      of: 'days',
      length: Math.round((window.to - window.from) / DAY),
    } as const;
    return periodOfResults(this.#section, gather(parts), rules, periodStandards(period, window));
  }

  async #span(period: Period, window: Window): Promise<SectionFigure | undefined> {
    const parts = await this.#parts(window);
    if (parts.length === 0) return undefined;
    const { due } = expectedSoFar(this.#deps, this.#section, period, window);
    return { body: this.#evaluated(period, window, parts), ...dueOf(due), ...madeOf(parts) };
  }

  async #calendar(period: CalendarPeriod, window: Window): Promise<SectionFigure | undefined> {
    const kind: ResultKind = `class.${period}`;
    const stored = await this.#deps.store.get({ kind, subject: this.#section.id, ...window });
    if (!stored) return undefined;
    const figure = { body: stored.body as SectionPeriodBody, ...madeOf([stored as Stored]) };
    return judgedFigure(this.#deps, this.#section, { period, window }, figure);
  }

  async #yearToDate(window: Window): Promise<SectionFigure | undefined> {
    const running = windowOf('month-to-date', dateAt(instant(window.to - 1)));
    const months = await this.#stored('class.month', { from: window.from, to: running.from });
    const days = await this.#parts(running);
    if (months.length + days.length === 0) return undefined;
    const last = days.length > 0 ? this.#evaluated('month-to-date', running, days) : undefined;
    const bodies = new Map<Instant, SectionPeriodBody>(months.map(({ from, body }) => [from, body]));
    if (last) bodies.set(running.from, last);
    const own = monthsIn(window).map((month) => this.#month(month, bodies.get(month.from)));
    const rules = {
      ...expectedSoFar(this.#deps, this.#section, 'year-to-date', window),
      coverage: this.#deps.periodCoverage,
    };
    const by = periodStandards('year-to-date', window);
    const body = periodOfMonths(this.#section, 'custom', own, by, rules);
    const means = own.flatMap(({ values }) => values ?? []);
    return { body, months: means, ...dueOf(rules.due), ...madeOf([...months, ...days]) };
  }

  #month(window: Window, body: SectionPeriodBody | undefined): SectionMonth {
    const expected = expectedIn(this.#deps, this.#section, window);
    const tally = body?.tally && readTally(body.tally);
    return { window, expected, covered: body ? coveredOf(body) : 0, values: body?.values, tally };
  }

  async figure(period: Period, window: Window): Promise<SectionFigure | undefined> {
    const calendar = CALENDAR_PERIODS.find((each) => each === period);
    if (calendar) return this.#calendar(calendar, window);
    return period === 'year-to-date' ? this.#yearToDate(window) : this.#span(period, window);
  }
}

/** The means of the months of a stored period that is made of them; of any other, and of one that brings them, what it has. */
export async function monthsOf(
  { store }: Pick<ApiDeps, 'store'>,
  section: Section,
  { body, months }: SectionFigure,
  { from, to }: Window,
): Promise<readonly WaterMeans[]> {
  if (months || body.counted === 'results') return months ?? [];
  const range = { kind: 'class.month', subject: section.id, after: from, to, limit: MANY } as const;
  return (await store.results(range)).map((month) => (month.body as SectionPeriodBody).values);
}

/** The figure of a section over a window of a period; undefined where nothing was evaluated in it. */
export const sectionFigure = (
  deps: ApiDeps,
  section: Section,
  period: Period,
  window: Window,
): Promise<SectionFigure | undefined> => {
  const asOf = membershipsOf(deps.registry).sectionAt(section, instant(window.to - 1));
  return new SectionReader(deps, asOf).figure(period, window);
};

/** Whether a figure holds any value. */
export const hasValues = ({ body }: SectionFigure): boolean =>
  Object.values(body.values).some((value) => !isMissing(value));
