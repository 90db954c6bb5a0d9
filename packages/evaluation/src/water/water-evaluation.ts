import {
  membershipsOf,
  type Result,
  type ResultKey,
  type ResultKind,
  type Section,
  type SectionId,
  type Station,
} from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { Due, type Taken, Touched, withCauses } from '../cause.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { CALENDAR_PERIODS, type CalendarPeriod, type Window } from '../period/window.ts';
import { GatheredPeriods } from './gathered-periods.ts';
import { MemberMeans } from './member-means.ts';
import { hasSampleTime, sampleTimeOf, waterDayOf } from './sample-time.ts';
import { SectionDays } from './section-days.ts';
import {
  type Gathered,
  PERIODS_OF_MONTHS,
  type PeriodOfMonths,
  periodOfMonths,
  periodOfResults,
  periodStandards,
  type SectionMonth,
  type SectionPeriodBody,
} from './section-period.ts';
import { sectionSample } from './section-sample.ts';
import {
  coveredOf,
  expectedIn,
  expectedOn,
  gatherStoredDays,
  NOTHING_GATHERED,
  replaceGathered,
} from './section-window.ts';
import { readTally } from './tally.ts';
import { monthsIn } from './to-date.ts';
import { type TouchedDays, TouchedSections, type TouchedWindow, windowsOf } from './touched.ts';
import { type Water, waterIn, watersOf, waterWindow } from './water-window.ts';

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
  readonly day: Instant;
  readonly times: Touched<Instant>;
}

/** Results that are committed together, and what the days and months among them are made of. */
interface Part {
  readonly results: readonly Result[];
  readonly gathered?: readonly (readonly [ResultKey, Gathered])[];
}

/** Results of a slice, beyond which it is handed over. */
const SLICE = 500;

/**
 * Water: the class of each section at each sampling time at once; its days, months, quarters, half-years and years,
 * and those of its river or lake, when they settle. A reading changes the exact sums of its day by what it adds and takes
 * away, the day those of its month, and a year is the mean of its months: nothing is scanned again. All that is remembered
 * is a bounded copy of what the store holds.
 */
export class WaterEvaluation implements Evaluation {
  readonly name = 'water';
  readonly #deps: WaterEvaluationDeps;
  readonly #days: SectionDays;
  readonly #gathered: GatheredPeriods;
  readonly #means: MemberMeans;
  readonly #waters: readonly Water[];
  readonly #due: Due;
  #touched = new TouchedSections();

  constructor(deps: WaterEvaluationDeps) {
    this.#deps = deps;
    this.#days = new SectionDays(deps);
    this.#gathered = new GatheredPeriods(deps.store);
    this.#means = new MemberMeans(deps.store);
    this.#waters = watersOf(deps.registry);
    this.#due = new Due((station) => this.#lastSample(station));
  }

  async restore(): Promise<void> {
    this.#touched = new TouchedSections();
    this.#due.clear();
    this.#days.clear();
    this.#gathered.clear();
    this.#means.clear();
  }

  async take(entries: readonly Taken[]): Promise<readonly Result[]> {
    const touched = new Map<string, TouchedSamples>();
    for (const entry of entries) {
      const station = this.#deps.registry.stations.get(entry.station);
      if (!station || entry.medium !== 'water' || !hasSampleTime(entry)) continue;
      const day = waterDayOf(entry);
      const own = membershipsOf(this.#deps.registry).sectionOf(station.id, day);
      const sections = await this.#sectionsOf(own, entry);
      if (sections.length === 0) continue;
      if (own) await this.#days.put(own, entry);
      const causes = await this.#due.causesOf(station, entry);
      const { rivers = [], lakes = [] } = entry.restated ?? {};
      for (const id of rivers) this.#touched.addWater({ kind: 'river', id }, day, causes);
      for (const id of lakes) this.#touched.addWater({ kind: 'lake', id }, day, causes);
      for (const section of sections) {
        this.#touched.add(section.id, day, causes);
        const key = `${section.id}@${day}`;
        const samples = touched.get(key) ?? { section, day, times: new Touched<Instant>() };
        touched.set(key, samples);
        samples.times.add(sampleTimeOf(entry), causes);
      }
    }
    const results: Result[] = [];
    for (const samples of touched.values()) results.push(...(await this.#samples(samples)));
    this.#days.shrink();
    return results;
  }

  /** The section that a reading counts to, and those that have a figure of it since they were that. */
  async #sectionsOf(own: SectionId | undefined, entry: Taken): Promise<Section[]> {
    const { restated } = entry;
    const to = sampleTimeOf(entry);
    const ids = new Set(own ? [own] : []);
    for (const id of restated?.sections ?? []) {
      const key = { kind: 'class.sample', subject: id, from: to, to } as const;
      if (!ids.has(id) && (await this.#deps.store.get(key))) ids.add(id);
    }
    return [...ids].flatMap((id) => this.#deps.registry.sections.get(id) ?? []);
  }

  /** What is stored tells it of the sections, not of each of their stations. */
  async #lastSample({ id }: Station): Promise<number> {
    let latest = -Infinity;
    for (const section of membershipsOf(this.#deps.registry).sectionsEver(id)) {
      const last = await this.#deps.store.latestResult('class.sample', section);
      latest = Math.max(latest, last?.to ?? -Infinity);
    }
    return latest;
  }

  /** The section as it is on the last day of a window. */
  #asOf(section: Section, { to }: Pick<Window, 'to'>): Section {
    return membershipsOf(this.#deps.registry).sectionAt(section, instant(to - 1));
  }

  pending(): boolean {
    return this.#touched.size > 0;
  }

  async *settle(): AsyncIterableIterator<readonly Result[]> {
    const touched = this.#touched;
    this.#touched = new TouchedSections();
    // Longer periods read the months that the slices before have stored, and waters what their sections have.
    yield* this.#sliced(this.#months(touched));
    yield* this.#sliced(this.#longer(touched));
    yield* this.#sliced(this.#ofWaters(touched));
  }

  /** Slices of a bounded size; once the next one is asked for, this one is in the store. */
  async *#sliced(parts: AsyncIterable<Part>): AsyncIterableIterator<readonly Result[]> {
    let slice: Part[] = [];
    let size = 0;
    for await (const part of parts) {
      await this.#deps.breathe?.();
      slice.push(part);
      size += part.results.length;
      if (size < SLICE) continue;
      yield slice.flatMap(({ results }) => results);
      this.#remember(slice);
      [slice, size] = [[], 0];
    }
    if (size === 0) return;
    yield slice.flatMap(({ results }) => results);
    this.#remember(slice);
  }

  #remember(stored: readonly Part[]): void {
    for (const { results, gathered = [] } of stored) {
      for (const { kind, subject, from, to, body } of results)
        if (kind.startsWith('class.'))
          this.#means.put(subject, periodOfKind(kind), { from, to }, body as SectionPeriodBody);
      for (const [key, made] of gathered) this.#gathered.put(key, made);
    }
  }

  *#sections(touched: TouchedSections): Iterable<readonly [Section, TouchedDays]> {
    for (const [id, days] of touched.sections()) {
      const section = this.#deps.registry.sections.get(id);
      if (section) yield [section, days];
    }
  }

  /** The days of a month with the month itself, in one slice: the month is kept as the sum of its days. */
  async *#months(touched: TouchedSections): AsyncIterableIterator<Part> {
    for (const [section, days] of this.#sections(touched))
      for (const month of windowsOf('month', days)) yield await this.#month(section, month);
  }

  async *#longer(touched: TouchedSections): AsyncIterableIterator<Part> {
    for (const [section, days] of this.#sections(touched))
      for (const period of PERIODS_OF_MONTHS)
        for (const window of windowsOf(period, days)) yield await this.#ofMonths(section, period, window);
  }

  async *#ofWaters(touched: TouchedSections): AsyncIterableIterator<Part> {
    for (const water of this.#waters) {
      const days = touched.of(water);
      for (const period of CALENDAR_PERIODS)
        for (const touchedWindow of windowsOf(period, days)) {
          const own = waterIn(this.#deps.registry, water, touchedWindow.window);
          const results = await waterWindow(
            { ...this.#deps, means: this.#means },
            own,
            period,
            touchedWindow,
          );
          yield { results };
        }
    }
  }

  async #samples({ section, day, times }: TouchedSamples): Promise<Result[]> {
    const held = await this.#days.of(section.id, day);
    const own = this.#asOf(section, { to: instant(day + DAY) });
    return [...times.entries()].map(([at, causes]) => {
      const body = sectionSample(own, held.rowsAt(at), at);
      return { kind: 'class.sample', subject: section.id, from: at, to: at, body, ...withCauses(causes) };
    });
  }

  async #month(section: Section, { window, days, causes }: TouchedWindow): Promise<Part> {
    const key = { kind: 'class.month', subject: section.id, ...window } as const;
    const known = await this.#gathered.of(key);
    let month = known ?? (await gatherStoredDays(this.#deps.store, section.id, window));
    const results: Result[] = [];
    const gathered: [ResultKey, Gathered][] = [];
    for (const [day, why] of days.entries()) {
      const own = { from: day, to: instant(day + DAY) };
      const dayKey = { kind: 'class.day', subject: section.id, ...own } as const;
      const before = (await this.#gathered.of(dayKey)) ?? NOTHING_GATHERED;
      const after = (await this.#days.of(section.id, day)).gathered(expectedOn(this.#deps, section.id, day));
      month = replaceGathered(month, before, after);
      gathered.push([dayKey, after]);
      results.push({ ...dayKey, body: this.#evaluated(section, 'day', own, after), ...withCauses(why) });
    }
    const body = this.#evaluated(section, 'month', window, month);
    results.push({ ...key, body, ...withCauses(causes) });
    return { results, gathered: [...gathered, [key, month]] };
  }

  #evaluated(
    section: Section,
    period: 'day' | 'month',
    window: Window,
    gathered: Gathered,
  ): SectionPeriodBody {
    const least = this.#deps.minimum?.[period];
    const of = period === 'day' ? 'samples' : 'days';
    const length = Math.round((window.to - window.from) / DAY);
    const expected = expectedIn(this.#deps, section, window);
    const coverage = this.#deps.periodCoverage;
    const rules = { expected, least, of, length, coverage } as const;
    const own = this.#asOf(section, window);
    return periodOfResults(own, gathered, rules, periodStandards(period, window));
  }

  async #ofMonths(
    section: Section,
    period: PeriodOfMonths,
    { window, causes }: TouchedWindow,
  ): Promise<Part> {
    const months: SectionMonth[] = [];
    for (const month of monthsIn(window)) {
      const found = await this.#means.of(section.id, 'month', month);
      const expected = expectedIn(this.#deps, section, month);
      const covered = found ? coveredOf(found) : 0;
      const tally = found?.tally && readTally(found.tally);
      months.push({ window: month, expected, covered, values: found?.values, tally });
    }
    const own = this.#asOf(section, window);
    const coverage = this.#deps.periodCoverage;
    const rules = { expected: expectedIn(this.#deps, section, window), coverage };
    const body = periodOfMonths(own, period, months, periodStandards(period, window), rules);
    const key = { kind: `class.${period}`, subject: section.id, ...window } as const;
    return { results: [{ ...key, body, ...withCauses(causes) }] };
  }
}
