import type { Cause, Result, ResultKey, ResultKind, Section, StoredObservation } from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { causeOf, withCauses } from '../cause.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { CALENDAR_PERIODS, type CalendarPeriod, type Window } from '../period/window.ts';
import { waterDayOf } from './day.ts';
import { MemberMeans } from './member-means.ts';
import {
  type Gathered,
  PERIODS_OF_MONTHS,
  type PeriodOfMonths,
  periodOfMonths,
  periodOfResults,
  periodStandards,
  type SectionPeriodBody,
} from './section-period.ts';
import { sectionSample } from './section-sample.ts';
import {
  expectedIn,
  gatherDay,
  gatheredOf,
  gatherStoredDays,
  NOTHING_GATHERED,
  replaceGathered,
  sectionReadings,
} from './section-window.ts';
import { Touched, type TouchedDays, type TouchedWindow, windowsOf } from './touched.ts';
import { type Water, watersOf, waterWindow } from './water-window.ts';

/** Fewest results that give a class; not set: any number does, and what lacks one is marked incomplete. */
export interface WaterMinimum {
  /** Sampling times in a day. */
  readonly day?: number;
  /** Days with a result in a month. */
  readonly month?: number;
}

export interface WaterEvaluationDeps extends EvaluationDeps {
  readonly minimum?: WaterMinimum;
}

const periodOfKind = (kind: ResultKind): CalendarPeriod => kind.slice('class.'.length) as CalendarPeriod;

/** Sampling times of one section and day. */
interface TouchedSamples {
  readonly section: Section;
  readonly times: Map<Instant, readonly Cause[]>;
}

/** Results of a slice, beyond which it is handed over. */
const SLICE = 500;
/** A year holds no more months. */
const MONTHS = 12;

/**
 * Water: the class of each section at each sampling time at once; its days, months, quarters, half-years and years,
 * and those of its river or lake, when they settle. What is remembered is which days were touched, and a bounded copy of stored means: a day is worked
 * out from its readings, a month by the exact difference that the day makes, a year from its months.
 */
export class WaterEvaluation implements Evaluation {
  readonly name = 'water';
  readonly #deps: WaterEvaluationDeps;
  readonly #means: MemberMeans;
  readonly #waters: readonly Water[];
  #touched = new Touched();

  constructor(deps: WaterEvaluationDeps) {
    this.#deps = deps;
    this.#means = new MemberMeans(deps.store);
    this.#waters = watersOf(deps.registry);
  }

  async restore(): Promise<void> {
    this.#touched = new Touched();
    this.#means.clear();
  }

  async take(entries: readonly StoredObservation[]): Promise<readonly Result[]> {
    const days = new Map<string, TouchedSamples>();
    for (const entry of entries) {
      const { section: id } = this.#deps.registry.stations.get(entry.station) ?? {};
      const section = id && this.#deps.registry.sections.get(id);
      if (!section || entry.medium !== 'water') continue;
      const [day, cause] = [waterDayOf(entry), causeOf(entry)];
      this.#touched.add(section.id, day, cause);
      const key = `${section.id}@${day}`;
      const touched = days.get(key) ?? { section, times: new Map<Instant, Cause[]>() };
      days.set(key, touched);
      const causes = touched.times.get(entry.to) ?? [];
      touched.times.set(entry.to, cause ? [...causes, cause] : causes);
    }
    const results: Result[] = [];
    for (const touched of days.values()) results.push(...(await this.#samples(touched)));
    return results;
  }

  pending(): boolean {
    return this.#touched.size > 0;
  }

  async *settle(): AsyncIterableIterator<readonly Result[]> {
    const touched = this.#touched;
    this.#touched = new Touched();
    // Longer periods read the months that the slices before have stored, and waters what their sections have.
    yield* this.#sliced(this.#months(touched));
    yield* this.#sliced(this.#longer(touched));
    yield* this.#sliced(this.#ofWaters(touched));
  }

  /** Slices of a bounded size; once the next one is asked for, this one is in the store. */
  async *#sliced(parts: AsyncIterable<readonly Result[]>): AsyncIterableIterator<readonly Result[]> {
    let slice: Result[] = [];
    for await (const part of parts) {
      slice.push(...part);
      if (slice.length < SLICE) continue;
      yield slice;
      this.#remember(slice);
      slice = [];
    }
    if (slice.length === 0) return;
    yield slice;
    this.#remember(slice);
  }

  #remember(stored: readonly Result[]): void {
    for (const { kind, subject, from, to, body } of stored)
      if (kind.startsWith('class.'))
        this.#means.put(subject, periodOfKind(kind), { from, to }, body as SectionPeriodBody);
  }

  *#sections(touched: Touched): Iterable<readonly [Section, TouchedDays]> {
    for (const [id, days] of touched.sections()) {
      const section = this.#deps.registry.sections.get(id);
      if (section) yield [section, days];
    }
  }

  /** The days of a month with the month itself, in one slice: the month is kept as the sum of its days. */
  async *#months(touched: Touched): AsyncIterableIterator<readonly Result[]> {
    for (const [section, days] of this.#sections(touched))
      for (const month of windowsOf('month', days)) yield await this.#month(section, month);
  }

  async *#longer(touched: Touched): AsyncIterableIterator<readonly Result[]> {
    for (const [section, days] of this.#sections(touched))
      for (const period of PERIODS_OF_MONTHS)
        for (const window of windowsOf(period, days)) yield await this.#ofMonths(section, period, window);
  }

  async *#ofWaters(touched: Touched): AsyncIterableIterator<readonly Result[]> {
    for (const water of this.#waters) {
      const days = touched.of(water.sections);
      for (const period of CALENDAR_PERIODS)
        for (const window of windowsOf(period, days))
          yield await waterWindow(this.#means, water, period, window);
    }
  }

  /** The touched samples of one day, out of one reading of the stretch that they span. */
  async #samples({ section, times }: TouchedSamples): Promise<Result[]> {
    const [first, last] = [Math.min(...times.keys()), Math.max(...times.keys())];
    const readings = await sectionReadings(this.#deps, section.id, instant(first - 1), instant(last));
    return [...times].map(([at, causes]) => {
      const own = readings.filter(({ observation }) => observation.to === at);
      const body = sectionSample(section, own, at);
      return { kind: 'class.sample', subject: section.id, from: at, to: at, body, ...withCauses(causes) };
    });
  }

  async #month(section: Section, { window, days, causes }: TouchedWindow): Promise<Result[]> {
    const key = { kind: 'class.month', subject: section.id, ...window } as const;
    const known = await this.#stored(key);
    let gathered = known ?? (await gatherStoredDays(this.#deps.store, section.id, window));
    const results: Result[] = [];
    for (const [day, why] of days) {
      const own = { from: day, to: instant(day + DAY) };
      const dayKey = { kind: 'class.day', subject: section.id, ...own } as const;
      const before = (await this.#stored(dayKey)) ?? NOTHING_GATHERED;
      const after = await gatherDay(this.#deps, section.id, day);
      gathered = replaceGathered(gathered, before, after);
      results.push({ ...dayKey, body: this.#evaluated(section, 'day', own, after), ...withCauses(why) });
    }
    const body = this.#evaluated(section, 'month', window, gathered);
    return [...results, { ...key, body, ...withCauses(causes) }];
  }

  async #stored(key: ResultKey): Promise<Gathered | undefined> {
    const found = await this.#deps.store.get(key);
    return found && gatheredOf(found.body as SectionPeriodBody);
  }

  #evaluated(
    section: Section,
    period: 'day' | 'month',
    window: Window,
    gathered: Gathered,
  ): SectionPeriodBody {
    const least = this.#deps.minimum?.[period];
    const of = period === 'day' ? 'samples' : 'days';
    const rules = { expected: expectedIn(this.#deps, section, window), least, of } as const;
    return periodOfResults(section, gathered, rules, periodStandards(period, window));
  }

  async #ofMonths(
    section: Section,
    period: PeriodOfMonths,
    { window, causes }: TouchedWindow,
  ): Promise<Result[]> {
    const { from, to } = window;
    const months = await this.#deps.store.results({
      kind: 'class.month',
      subject: section.id,
      after: from,
      to,
      limit: MONTHS,
    });
    const means = months.map(({ body }) => (body as SectionPeriodBody).values);
    const body = periodOfMonths(section, period, means, periodStandards(period, window));
    return [{ kind: `class.${period}`, subject: section.id, from, to, body, ...withCauses(causes) }];
  }
}
