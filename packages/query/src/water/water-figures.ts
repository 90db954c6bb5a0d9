import {
  type CalendarPeriod,
  type Comparison,
  type Member,
  periodBefore,
  type SectionPeriodBody,
  type SectionSampleBody,
  sectionsOf,
  type Window,
  windowOf,
  yearEarlier,
} from '@lanbi/evaluation';
import {
  type AuditTrail,
  type ComputedWaterKind,
  isInForce,
  type RecordLog,
  type RecordReader,
  type Region,
  type ResultChange,
  type Section,
  type SectionId,
  type StatesCapabilities,
  type StoredResult,
  sectionId,
} from '@lanbi/model';
import { dateAt, type Instant, instant, type Trace } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import type { IndexBy } from '../figures/city-waters.ts';
import { cityWaterChangeFigures } from '../figures/city-waters-change.ts';
import { cityWaterRankingFigures, type RankedWaters } from '../figures/city-waters-ranking.ts';
import { type StoredWaterDay, waterDayFigure } from '../figures/water-day.ts';
import { waterPeriodFigures } from '../figures/water-period.ts';
import { sampleFigure } from '../figures/water-sample.ts';
import { FollowedLog } from '../followed-log.ts';
import { type StatementStore, Statements } from '../statements.ts';
import { type ComparedWaters, type RegionWaters, regionWaters } from './city-index.ts';
import {
  type ComputedKey,
  type ComputedResult,
  computedResult,
  reachOf,
  type WaterKind,
  Waters,
  waterKindOf,
  windowsWithDays,
} from './computed.ts';
import { type DayChange, dayChangesOf, type FigureChange, figureChange } from './corrections.ts';
import { combineSections, type Members, type PeriodSpan, type SectionWithFigure } from './members.ts';
import { SectionYears } from './section-days.ts';
import {
  passingFigure,
  type SectionFigure,
  type SectionFigureDeps,
  validatedFigure,
  wholeFigure,
} from './section-figure.ts';
import type { StoredSample } from './section-of-sample.ts';
import type { SectionYear } from './section-year.ts';

/** What may be held in memory. */
export interface WaterBounds {
  /** Days of sections that are held at once. */
  readonly days?: number;
}

/** Ends of windows in (after, to]. */
export interface WindowRange {
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
}

/** Which regions are ranked, and by what. */
export interface AskedWaterRanking {
  readonly level: Region['kind'];
  readonly by: 'index' | 'change';
  /** The earlier period of a change. */
  readonly against: 'year-earlier' | 'period-before';
}

/** A figure of a section and its window. */
export interface SectionFigureAt {
  readonly window: Window;
  readonly figure: SectionFigure;
}

/** Sections whose years are read at once where they share a request. */
const AT_ONCE = 32;
const EVER = { after: instant(-8.64e15), to: instant(8.64e15) };
const ALL = 1_000_000;

type Deps = Pick<
  QueryDeps,
  'registry' | 'clock' | 'periodCoverage' | 'waterMinimum' | 'yieldNow' | 'statements'
> & {
  readonly store: RecordReader & RecordLog & AuditTrail & StatementStore & StatesCapabilities;
};

/**
 * The figures of water over periods, from the days of sections as they are stored. No answer is older than the log of
 * results and the annotations at the time of the question.
 */
export class WaterFigures {
  readonly #deps: Deps;
  readonly #days: SectionYears;
  readonly #log: FollowedLog;
  readonly #waters: Waters;
  readonly #statements: Statements;

  constructor(deps: Deps, { days }: WaterBounds = {}) {
    this.#deps = deps;
    this.#days = new SectionYears(deps.store, days);
    this.#log = new FollowedLog(deps.store, this.#days);
    this.#waters = new Waters(deps.registry);
    this.#statements = deps.statements ?? new Statements(deps);
  }

  close(): void {
    this.#log.close();
  }

  /** The figure of a stored sample; undefined where the registry does not name its section. */
  sample(stored: StoredSample): SectionSampleBody | undefined {
    return sampleFigure(this.#deps.registry, stored);
  }

  /** The figure of a stored day; undefined where the registry does not name its section. */
  day(stored: StoredWaterDay): SectionPeriodBody | undefined {
    return waterDayFigure(this.#deps, stored);
  }

  /** A section over a period; undefined where no day of it was evaluated. */
  async section(section: Section, span: PeriodSpan): Promise<SectionFigure | undefined> {
    const [found] = await this.#sections(await this.#current(), [section], span);
    return found?.figure;
  }

  /** Sections over one window, in their order; without a figure those of which no day was evaluated. */
  async sections(sections: readonly Section[], span: PeriodSpan): Promise<readonly SectionWithFigure[]> {
    return this.#sections(await this.#current(), sections, span);
  }

  /** The figures of a period of the calendar whose windows end in a range, ascending; windows without a day are left out. */
  async series(
    section: Section,
    period: CalendarPeriod,
    range: WindowRange,
  ): Promise<readonly SectionFigureAt[]> {
    const deps = await this.#current();
    const years = await this.#days.years(section.id, reachOf(period, range));
    const states = deps.statements.statesOf(section.id).filter(isInForce);
    return windowsWithDays(period, years, range, states)
      .slice(0, range.limit)
      .flatMap((window) => {
        const own = years.filter((year) => year.window.from <= window.from && year.window.to >= window.to);
        // Days are many: they are not kept.
        const figureOf = period === 'day' ? passingFigure : wholeFigure;
        const figure = figureOf(deps, section, period, window, own);
        return figure ? { window, figure: validatedFigure(deps, section, { period, window }, figure) } : [];
      });
  }

  /** The window of the last day of a section; undefined where no day was evaluated. */
  async latestWindow(section: Section, period: CalendarPeriod): Promise<Window | undefined> {
    const day = await this.#days.lastDay(section.id);
    return day === undefined ? undefined : windowOf(period, dateAt(day));
  }

  /** The sections of a water or area over a period. */
  async members(sections: readonly Section[], span: PeriodSpan): Promise<Members> {
    const deps = await this.#current();
    return combineSections(deps, span.window, await this.#sections(deps, sections, span));
  }

  /** A figure against the period before and the same period a year earlier. */
  async changes(
    sections: readonly Section[],
    { period, window }: PeriodSpan,
    compare: (before: readonly Member[]) => Comparison,
  ): Promise<{ readonly periodBefore: Comparison; readonly yearEarlier: Comparison }> {
    const at = async (earlier: Window) =>
      compare((await this.members(sections, { period, window: earlier })).all);
    return {
      periodBefore: await at(periodBefore(period, window)),
      yearEarlier: await at(yearEarlier(period, window)),
    };
  }

  /** The index (CWQI) of the sections that a region has on some day of the period. */
  async region(region: Region, span: PeriodSpan, by: IndexBy, trace?: Trace): Promise<RegionWaters> {
    const sections = sectionsOf(`region:${region.id}`, this.#deps.registry, span.window) ?? [];
    return regionWaters(region, await this.members(sections, span), by, trace);
  }

  /** The index of a region with its change against both earlier periods. */
  async comparedRegion(
    region: Region,
    span: PeriodSpan,
    by: IndexBy,
    trace?: Trace,
  ): Promise<ComparedWaters> {
    const { period, window } = span;
    const now = await this.region(region, span, by, trace);
    const change = async (earlier: Window) =>
      cityWaterChangeFigures.compute({
        now: now.index,
        before: (await this.region(region, { period, window: earlier }, by)).index,
      });
    return {
      now,
      change: {
        'period-before': await change(periodBefore(period, window)),
        'year-earlier': await change(yearEarlier(period, window)),
      },
    };
  }

  /** The regions of a level that have sections, by their index or by its change. */
  async rankedRegions({ level, by, against }: AskedWaterRanking, span: PeriodSpan, index: IndexBy) {
    const regions: RankedWaters[] = [];
    for (const region of this.#deps.registry.regions.values()) {
      if (region.kind !== level || !sectionsOf(`region:${region.id}`, this.#deps.registry)?.length) continue;
      if (by === 'index') regions.push({ now: await this.region(region, span, index) });
      else {
        const { now, change } = await this.comparedRegion(region, span, index);
        regions.push({ now, change: change[against] });
      }
    }
    return { regions, places: cityWaterRankingFigures.compute({ regions, by }) };
  }

  /** A figure by its name, of a period of the calendar as if it were over; undefined where there is none. */
  async get(name: string, subject: string, window: Window): Promise<ComputedResult | undefined> {
    const kind = waterKindOf(name);
    if (!kind) return undefined;
    const key = { kind, subject, from: window.from, to: window.to };
    const deps = await this.#current();
    return this.#computed(deps, key, await this.#yearsOf(this.#waters.sectionsOf(key), window));
  }

  /** Figures by their name whose windows end in a range, ascending. */
  async results(name: string, subject: string, range: WindowRange): Promise<readonly ComputedResult[]> {
    const kind = waterKindOf(name);
    if (!kind) return [];
    const deps = await this.#current();
    const sections = this.#waters.sectionsEver(kind.of, subject);
    const years = await this.#yearsOf(sections, reachOf(kind.period, range));
    const windows = windowsWithDays(kind.period, [...years.values()].flat(), range);
    const found: ComputedResult[] = [];
    for (const { from, to } of windows) {
      if (found.length === range.limit) break;
      const one = this.#computed(deps, { kind, subject, from, to }, years);
      if (one) found.push(one);
    }
    return found;
  }

  /** The figure by its name with the last window. */
  async latest(name: string, subject: string): Promise<ComputedResult | undefined> {
    const kind = waterKindOf(name);
    if (!kind) return undefined;
    const days: Instant[] = [];
    for (const { id } of this.#waters.sectionsEver(kind.of, subject)) {
      const day = await this.#days.lastDay(id);
      if (day !== undefined) days.push(day);
    }
    for (const day of days.sort((a, b) => b - a)) {
      const found = await this.get(name, subject, windowOf(kind.period, dateAt(day)));
      if (found) return found;
    }
    return undefined;
  }

  /**
   * Changes of days of sections as changes of the periods that the days are in, where these came out otherwise.
   * @param changes of `class.day`, in the order of change
   */
  async corrections(
    kind: ComputedWaterKind,
    changes: readonly ResultChange[],
  ): Promise<readonly FigureChange[]> {
    const period = waterKindOf(kind)?.period ?? 'month';
    const deps = await this.#current();
    const found: FigureChange[] = [];
    const later = new Map<string, readonly DayChange[]>();
    for (const change of dayChangesOf(changes)) {
      const section = this.#deps.registry.sections.get(sectionId(change.subject));
      if (!section) continue;
      const all = later.get(section.id) ?? (await this.#changesFrom(change));
      later.set(section.id, all);
      const years = await this.#yearsOf([section], change);
      const [year] = years.get(section.id) ?? [];
      const asked = year && { kind, section, period, year, changes: all };
      const one = asked && figureChange(deps, asked, change);
      if (one) found.push(one);
    }
    return found;
  }

  /** The figures that a stored result is a part of; none for other results than days of sections. */
  touchedBy({ kind, subject, from }: StoredResult): readonly ComputedKey[] {
    return kind === 'class.day' ? this.#waters.touchedBy(sectionId(subject), from) : [];
  }

  /** The changes of a section's days behind one of them. */
  async #changesFrom({ subject, id }: DayChange): Promise<readonly DayChange[]> {
    const range = { kind: 'class.day', subject, behind: id, ...EVER, limit: ALL } as const;
    return dayChangesOf(await this.#deps.store.history(range));
  }

  #computed(
    deps: SectionFigureDeps,
    key: ComputedKey,
    years: ReadonlyMap<SectionId, readonly SectionYear[]>,
  ) {
    const within = (section: SectionId) =>
      (years.get(section) ?? []).filter(({ window }) => window.from <= key.from && window.to >= key.to);
    return computedResult(deps, key, this.#waters.sectionsOf(key), within);
  }

  /** What figures depend on beside the days, and the log up to its end. */
  async #current(): Promise<SectionFigureDeps> {
    await this.#log.current();
    return { ...this.#deps, statements: await this.#statements.inForce() };
  }

  async #sections(
    deps: SectionFigureDeps,
    sections: readonly Section[],
    span: PeriodSpan,
  ): Promise<readonly SectionWithFigure[]> {
    const years = await this.#yearsOf(sections, span.window);
    return sections.map((section) => ({
      section,
      figure: waterPeriodFigures.compute({ deps, section, span, years: years.get(section.id) ?? [] }),
    }));
  }

  /** The days of some sections, not older than the log at the last call of `#current`. */
  async #yearsOf(
    sections: readonly Section[],
    window: Window,
  ): Promise<ReadonlyMap<SectionId, readonly SectionYear[]>> {
    const found = new Map<SectionId, readonly SectionYear[]>();
    const atOnce = this.#deps.store.capabilities.sharedReads ? AT_ONCE : 1;
    for (let at = 0; at < sections.length; at += atOnce) {
      const some = sections.slice(at, at + atOnce);
      const years = await Promise.all(some.map(({ id }) => this.#days.years(id, window)));
      for (const [i, { id }] of some.entries()) found.set(id, years[i] ?? []);
      await this.#deps.yieldNow?.();
    }
    return found;
  }
}

export type { WaterKind };
