import { type RegionId, type Result, STANDING_PERIODS, type StandingPeriod } from '@lanbi/model';
import { type Causes, Touched, withCauses } from '../cause.ts';
import type { EvaluationDeps } from '../evaluation.ts';
import { dateOfDay, dayAt } from '../period/day-number.ts';
import { datesOf, type Window, windowOf } from '../period/window.ts';
import type { AirPeriodOptions } from './air-period.ts';
import { coverageOptions } from './period-validity.ts';
import type { Points } from './points.ts';
import { earlierWindow, laterEnds } from './ranked-spans.ts';
import {
  type Against,
  earlierOptions,
  RANKED_LEVELS,
  type RankedLevel,
  type RankingMember,
  rankingBody,
} from './ranking.ts';
import { slidBody } from './slid-body.ts';
import type { SubjectDays } from './subject-days.ts';
import type { Subjects } from './subjects.ts';
import { touchedSpans } from './touched-spans.ts';

/** Days before a day that the windows hold which a period around it is held against, and after it those that are held against it. */
const AROUND = 2 * 366;

/** Periods of a region whose figures are kept between rankings. */
const KEPT = 18;

/** The days of the regions of a level together. */
interface Level {
  readonly level: RankedLevel;
  readonly members: readonly SubjectDays[];
  readonly latest: number | undefined;
  has(day: number): boolean;
}

/** Rankings of districts and of cities: of each period that a touched day is in, and of those that are held against one. */
export class RankingSettling {
  readonly #deps: EvaluationDeps;
  readonly #subjects: Subjects;
  readonly #regions: Readonly<Record<RankedLevel, readonly RegionId[]>>;
  /** Figures of regions none of whose days changed since: a ranking of many is not made of all of them anew. */
  readonly #figures = new Map<string, Map<string, RankingMember>>();

  constructor(deps: EvaluationDeps, points: Points, subjects: Subjects) {
    this.#deps = deps;
    this.#subjects = subjects;
    const all = [...deps.registry.regions.values()].filter(({ id }) => points.has(id));
    const of = (level: RankedLevel) => all.filter(({ kind }) => kind === level).map(({ id }) => id);
    this.#regions = { district: of('district'), city: of('city') };
  }

  restore(): void {
    this.#figures.clear();
  }

  /** @param touched days of regions; those must be put */
  async *settle(touched: ReadonlyMap<string, Touched<number>>): AsyncIterableIterator<readonly Result[]> {
    for (const id of touched.keys()) this.#figures.delete(id);
    for (const level of RANKED_LEVELS) {
      const asked = new Touched<number>();
      for (const id of this.#regions[level])
        for (const [day, causes] of touched.get(id)?.entries() ?? []) asked.add(day, causes);
      if (asked.size === 0) continue;
      const all = await this.#opened(level, asked);
      for (const period of STANDING_PERIODS)
        for (const [end, causes] of await this.#ends(all, period, asked))
          yield [this.#ranking(all, period, end, causes)];
    }
  }

  async #opened(level: RankedLevel, asked: Touched<number>): Promise<Level> {
    const [first, last] = [Math.min(...asked.keys()), Math.max(...asked.keys())];
    const members: SubjectDays[] = [];
    for (const id of this.#regions[level]) {
      const days = this.#subjects.of({ id, region: true });
      await days.load(first - AROUND, last, this.#deps.store);
      await days.load(last, Math.max(last, Math.min(last + AROUND, days.latest ?? last)), this.#deps.store);
      members.push(days);
    }
    const known = members.flatMap(({ latest }) => latest ?? []);
    const latest = known.length > 0 ? Math.max(...known) : undefined;
    return { level, members, latest, has: (day) => members.some((days) => days.has(day)) };
  }

  /** The ends of rankings to be made anew, ascending, so that windows slide one way. */
  async #ends(all: Level, period: StandingPeriod, asked: Touched<number>): Promise<[number, Causes][]> {
    const ends = touchedSpans(period, asked, all);
    for (const [end, causes] of [...ends.entries()]) {
      await this.#deps.breathe?.();
      for (const later of laterEnds(period, end))
        if (ends.has(later) || (await this.#isKept(all, period, later))) ends.add(later, causes);
    }
    return [...ends.entries()].sort(([a], [b]) => a - b);
  }

  async #isKept({ level, latest }: Level, period: StandingPeriod, end: number): Promise<boolean> {
    const window = windowOf(period, dateOfDay(end));
    if (latest === undefined || dayAt(window.from) > latest) return false;
    const stored = await this.#deps.store.get({ kind: `ranking.${period}`, subject: level, ...window });
    return stored !== undefined;
  }

  #ranking({ level, members }: Level, period: StandingPeriod, end: number, causes: Causes): Result {
    const window = windowOf(period, dateOfDay(end));
    const figures = members.map((days) => this.#member(days, period, window));
    const body = rankingBody(figures, datesOf(window)[1], this.#deps.periodCoverage);
    return { kind: `ranking.${period}`, subject: level, ...window, body, ...withCauses(causes) };
  }

  #member(days: SubjectDays, period: StandingPeriod, window: Window): RankingMember {
    const kept = this.#figures.get(days.subject.id) ?? new Map<string, RankingMember>();
    this.#figures.set(days.subject.id, kept);
    const key = `${period} ${window.to}`;
    let member = kept.get(key);
    if (!member) {
      if (kept.size >= KEPT) kept.clear();
      member = memberOf(days, period, window, coverageOptions(this.#deps.periodCoverage));
      kept.set(key, member);
    }
    return member;
  }
}

function earlier(
  days: SubjectDays,
  [period, window, now]: readonly [StandingPeriod, Window, RankingMember['now']],
  against: Against,
  options: AirPeriodOptions,
) {
  const held = earlierWindow(against, period, window);
  const before = slidBody(days, period, held, against, options);
  const others = earlierOptions(now, before);
  return others ? slidBody(days, period, held, against, { ...options, ...others }) : before;
}

function memberOf(
  days: SubjectDays,
  period: StandingPeriod,
  window: Window,
  options: AirPeriodOptions,
): RankingMember {
  const now = slidBody(days, period, window, 'now', options);
  const asked = [period, window, now] as const;
  const before = {
    'year-earlier': earlier(days, asked, 'year-earlier', options),
    'period-before': earlier(days, asked, 'period-before', options),
  };
  return { region: days.subject.id, now, before };
}
