import type { Registry, Section, StoredAnnotation } from '@lanbi/model';
import {
  DAY,
  dateAt,
  type Gb3838Edition,
  gb3838InForce,
  type Instant,
  instant,
  type SectionOptions,
  WATER_METHODS,
  type WaterMethod,
  type WaterStandards,
} from '@lanbi/standards';
import type { EvaluationDeps } from '../evaluation.ts';
import type { Figured } from '../figure.ts';
import {
  CALENDAR_PERIODS,
  type CalendarPeriod,
  type PeriodName,
  type Window,
  windowOf,
} from '../period/window.ts';
import { readItemSums } from './item-sums.ts';
import { LiteralSections } from './literal-sections.ts';
import { readingRulesOf } from './reading-value.ts';
import { AFTER_DAY, hasSampleTime, sampleTimeOf, waterDayOf } from './sample-time.ts';
import {
  type Aggregate,
  PERIODS_OF_MONTHS,
  type PeriodOfMonths,
  periodOfMonths,
  periodOfResults,
  periodStandards,
  type SectionPeriodBody,
  type WaterMinimum,
  withStates,
} from './section-period.ts';
import { type SampleReading, sampleRecord, sampleRow, sectionSample } from './section-sample.ts';
import { addAggregates, dayAggregate, EMPTY_AGGREGATE, observationsOf } from './section-window.ts';
import { monthsIn } from './to-date.ts';
import { coveredMember, type Water, waterFigure, watersOf } from './water-window.ts';

/** Selects another edition, method or options than those of each sample and period. */
export interface WaterRecomputeOptions {
  readonly gb3838?: Gb3838Edition | undefined;
  readonly waterMethod?: WaterMethod | undefined;
  readonly section?: Partial<SectionOptions> | undefined;
  /** States of sections, including withdrawn ones. */
  readonly annotations?: readonly StoredAnnotation[] | undefined;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** The figure of a section without data in a window. */
const NOTHING_FOUND = { values: {}, validity: { kind: 'missing', reason: 'no-data' }, covered: 0 } as const;

/** Means of the windows of a section and period, by their begin. */
type Means = Map<Instant, SectionPeriodBody>;

/**
 * Computes every figure of water literally from the raw readings: each sample, day and period from all its inputs. The
 * incremental evaluation must give the same figures.
 */
export class WaterRecomputation {
  readonly #deps: EvaluationDeps;
  readonly #minimum: WaterMinimum;
  readonly #options: WaterRecomputeOptions;
  readonly #literal: LiteralSections;
  readonly #means = new Map<string, Means>();

  constructor(deps: EvaluationDeps, minimum: WaterMinimum = {}, options: WaterRecomputeOptions = {}) {
    this.#deps = deps;
    this.#literal = new LiteralSections(deps.registry, options.annotations);
    this.#minimum = minimum;
    this.#options = options;
  }

  /**
   * Yields the results of the sections, and of rivers and lakes all of whose sections are among them, including periods
   * that reach beyond the span.
   */
  async *results(sections: readonly Section[], { from, to }: Span): AsyncIterableIterator<Figured> {
    for (const section of sections) {
      const readings = await this.#readings(section, { from, to });
      yield* this.#ofSection(section, readings);
    }
    const computed = new Set(sections.map(({ id }) => id));
    for (const water of watersOf(this.#deps.registry))
      if (water.sections.every(({ id }) => computed.has(id))) yield* this.#ofWater(water);
  }

  async #readings(section: Section, { from, to }: Span): Promise<SampleReading[]> {
    const readings: SampleReading[] = [];
    for (const station of this.#literal.stationsOf(section.id)) {
      const rules = readingRulesOf(station);
      const end = instant(to + AFTER_DAY);
      for (const observation of await observationsOf(this.#deps.store, station, instant(from - 1), end)) {
        if (!hasSampleTime(observation)) continue;
        const day = waterDayOf(observation);
        if (day >= from && day < to && this.#literal.isOf(station, section.id, dateAt(day)))
          readings.push({ observation, ...rules });
      }
    }
    return readings;
  }

  /** Returns the section with its settings on the last day of a window. */
  #asOf(section: Section, { to }: Pick<Window, 'to'>): Section {
    return this.#literal.on(section, dateAt(instant(to - DAY)));
  }

  #standards(period: PeriodName, window: Window): WaterStandards {
    const { gb3838, waterMethod, section } = this.#options;
    const by = periodStandards(period, window, waterMethod, section);
    return gb3838 ? { ...by, edition: gb3838 } : by;
  }

  *#ofSection(section: Section, readings: readonly SampleReading[]): IterableIterator<Figured> {
    const days = new Map<Instant, Aggregate>();
    for (const [day, ofDay] of Map.groupBy(readings, ({ observation }) => waterDayOf(observation)))
      for (const [at, own] of Map.groupBy(ofDay, ({ observation }) => sampleTimeOf(observation)))
        yield this.#sample(this.#literal.on(section, dateAt(day)), at, own);
    for (const [day, own] of Map.groupBy(readings, ({ observation }) => waterDayOf(observation))) {
      const aggregate = dayAggregate(own, day, this.#literal.perDay(section, dateAt(day)));
      const hasState = this.#literal.hasState(section.id, dateAt(day));
      const window = { from: day, to: instant(day + DAY) };
      days.set(day, hasState ? EMPTY_AGGREGATE : aggregate);
      // The day as it is stored, whatever annotations state; longer periods, rivers and lakes use the day without results.
      yield this.#storedDay(section, window, aggregate);
      this.#ofResults(section, 'day', window, days.get(day) ?? aggregate);
    }
    const months = windowsAround('month', days.keys());
    for (const month of months) {
      const own = [...days].filter(([day]) => day >= month.from && day < month.to).map(([, each]) => each);
      yield this.#ofResults(section, 'month', month, own.reduce(addAggregates, EMPTY_AGGREGATE));
    }
    for (const period of PERIODS_OF_MONTHS)
      for (const window of windowsAround(period, days.keys())) {
        yield this.#figured(section, period, window, this.#ofMonths(section, period, window));
      }
  }

  #ofMonths(section: Section, period: PeriodOfMonths, window: Window): SectionPeriodBody {
    const months = monthsIn(window).map((month) => {
      const found = this.#meansOf(section, 'month').get(month.from);
      const expected = this.#literal.expectedIn(section, month);
      const sums = found?.sums && readItemSums(found.sums);
      return { window: month, expected, covered: found?.covered ?? 0, values: found?.values, sums };
    });
    const expected = this.#literal.expectedIn(section, window);
    const rules = { expected, coverage: this.#deps.periodCoverage };
    const own = this.#asOf(section, window);
    const body = periodOfMonths(own, period, months, this.#standards(period, window), rules);
    return withStates(body, this.#literal.statesIn(section.id, window));
  }

  #sample(section: Section, at: Instant, own: readonly SampleReading[]): Figured {
    const { gb3838 = gb3838InForce(dateAt(at)), waterMethod = WATER_METHODS.realtime } = this.#options;
    const by = { edition: gb3838, method: waterMethod, options: this.#options.section ?? {} };
    const body = sectionSample(section, { record: sampleRecord(own.map(sampleRow)), at }, undefined, by);
    return { kind: 'class.sample', subject: section.id, from: at, to: at, body };
  }

  #storedDay(section: Section, window: Window, aggregate: Aggregate): Figured {
    const rules = this.#rules('day', window, this.#literal.expectedOnAll(section, window));
    const own = this.#asOf(section, window);
    const body = periodOfResults(own, aggregate, rules, this.#standards('day', window));
    return { kind: 'class.day', subject: section.id, from: window.from, to: window.to, body };
  }

  #rules(period: 'day' | 'month', window: Window, expected: number | undefined) {
    return {
      expected,
      least: this.#minimum[period],
      of: period === 'day' ? 'samples' : 'days',
      length: Math.round((window.to - window.from) / DAY),
      coverage: this.#deps.periodCoverage,
    } as const;
  }

  #ofResults(section: Section, period: 'day' | 'month', window: Window, aggregate: Aggregate): Figured {
    const rules = this.#rules(period, window, this.#literal.expectedIn(section, window));
    const own = this.#asOf(section, window);
    const body = periodOfResults(own, aggregate, rules, this.#standards(period, window));
    const states = this.#literal.statesIn(section.id, window);
    return this.#figured(section, period, window, withStates(body, states));
  }

  #figured(section: Section, period: CalendarPeriod, window: Window, body: SectionPeriodBody): Figured {
    this.#meansOf(section, period).set(window.from, body);
    return { kind: `class.${period}`, subject: section.id, from: window.from, to: window.to, body };
  }

  #meansOf({ id }: Section, period: CalendarPeriod): Means {
    const key = `${id} ${period}`;
    const means = this.#means.get(key) ?? new Map<Instant, SectionPeriodBody>();
    this.#means.set(key, means);
    return means;
  }

  *#ofWater(water: Water): IterableIterator<Figured> {
    const { kind, id, sections } = water;
    for (const period of CALENDAR_PERIODS) {
      const begins = new Set(sections.flatMap((section) => [...this.#meansOf(section, period).keys()]));
      for (const from of begins) {
        const window = windowOf(period, dateAt(from));
        const own = this.#literal.of(water, window);
        const figures = own.map((section) => this.#meansOf(section, period).get(from));
        if (figures.every((figure) => figure === undefined)) continue;
        const members = own.map((section, at) => {
          const states = this.#literal.statesIn(section.id, window);
          const expected = this.#literal.expectedIn(section, window);
          const given = expected === undefined ? {} : { expected };
          const without = states.length === 0 ? undefined : { ...NOTHING_FOUND, ...given, states };
          return coveredMember(this.#deps, section, window, figures[at] ?? without);
        });
        const by = this.#standards(period, window);
        yield waterFigure({ kind, id, period, window }, members, by, this.#deps.periodCoverage);
      }
    }
  }
}

function windowsAround(period: CalendarPeriod, days: Iterable<Instant>): Window[] {
  const windows = new Map<Instant, Window>();
  for (const day of [...days].sort((a, b) => a - b)) {
    const window = windowOf(period, dateAt(day));
    windows.set(window.from, window);
  }
  return [...windows.values()];
}

/**
 * Returns the sections of stations, sections, rivers, lakes or regions, with all other sections of their rivers and
 * lakes.
 */
export function sectionsAsked(
  registry: Registry,
  subjects: ReadonlySet<string> | undefined,
): readonly Section[] {
  const all = [...registry.sections.values()];
  if (!subjects) return all;
  const inside = (id: Section['region'] | undefined): boolean =>
    id !== undefined && (subjects.has(id) || inside(registry.regions.get(id)?.parent));
  const asked = ({ id, river, rivers = [], lake, lakes = [], region }: Section): boolean =>
    [id, river, lake, ...[...rivers, ...lakes].map(({ is }) => is)].some(
      (each) => each !== undefined && subjects.has(each),
    ) || inside(region);
  return all.filter(asked);
}
