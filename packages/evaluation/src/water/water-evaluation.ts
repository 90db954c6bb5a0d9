import { membershipsOf, type Result, type Section, type SectionId, type Station } from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { Due, type Taken, Touched, withCauses } from '../cause.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import type { Window } from '../period/window.ts';
import { wholeExpected } from './coverage.ts';
import { hasSampleTime, sampleTimeOf, waterDayOf } from './sample-time.ts';
import { SectionDays } from './section-days.ts';
import { type PeriodRules, periodOfResults, periodStandards } from './section-period.ts';
import { sectionSample } from './section-sample.ts';
import { expectedOn } from './section-window.ts';

/** Fewest results that give a class; not set: any number does, and what lacks one is marked incomplete. */
export interface WaterMinimum {
  /** Sampling times in a day. */
  readonly day?: number;
  /** Days with a result in a month; figures of months are computed when asked for. */
  readonly month?: number;
}

export interface WaterEvaluationDeps extends EvaluationDeps {
  readonly minimum?: WaterMinimum;
}

/** Sampling times of one section and day. */
interface TouchedSamples {
  readonly section: Section;
  readonly day: Instant;
  readonly times: Touched<Instant>;
}

/** Results of a slice, beyond which it is handed over. */
const SLICE = 500;

/**
 * Water: the class of each section at each sampling time at once, and its days when they settle. A reading changes the
 * exact sums of its day by what it adds and takes away: nothing is scanned again. Longer periods, rivers and lakes are
 * computed from days when they are asked for. All that is remembered is a bounded copy of what the store holds.
 */
export class WaterEvaluation implements Evaluation {
  readonly name = 'water';
  readonly #deps: WaterEvaluationDeps;
  readonly #days: SectionDays;
  readonly #due: Due;
  /** Days of sections whose readings changed since they were last evaluated. */
  #touched = new Map<SectionId, Touched<Instant>>();

  constructor(deps: WaterEvaluationDeps) {
    this.#deps = deps;
    this.#days = new SectionDays(deps);
    this.#due = new Due((station) => this.#lastSample(station));
  }

  async restore(): Promise<void> {
    this.#touched = new Map();
    this.#due.clear();
    this.#days.clear();
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
      for (const section of sections) {
        this.#touch(section.id).add(day, causes);
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

  #touch(section: SectionId): Touched<Instant> {
    const days = this.#touched.get(section) ?? new Touched<Instant>();
    this.#touched.set(section, days);
    return days;
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

  /** Slices of a bounded size; once the next one is asked for, this one is in the store. */
  async *settle(): AsyncIterableIterator<readonly Result[]> {
    const touched = this.#touched;
    this.#touched = new Map();
    let slice: Result[] = [];
    for (const [id, days] of touched) {
      const section = this.#deps.registry.sections.get(id);
      if (!section) continue;
      for (const [day, causes] of days.entries()) {
        await this.#deps.breathe?.();
        slice.push({ ...(await this.#day(section, day)), ...withCauses(causes) });
        if (slice.length < SLICE) continue;
        yield slice;
        slice = [];
      }
    }
    if (slice.length > 0) yield slice;
  }

  async #samples({ section, day, times }: TouchedSamples): Promise<Result[]> {
    const held = await this.#days.of(section.id, day);
    const own = this.#asOf(section, { to: instant(day + DAY) });
    return [...times.entries()].map(([at, causes]) => {
      const body = sectionSample(own, held.rowsAt(at), at);
      return { kind: 'class.sample', subject: section.id, from: at, to: at, body, ...withCauses(causes) };
    });
  }

  async #day(section: Section, day: Instant): Promise<Result> {
    const window = { from: day, to: instant(day + DAY) };
    const expected = expectedOn(this.#deps, section.id, day);
    const gathered = (await this.#days.of(section.id, day)).gathered(expected);
    const rules: PeriodRules = {
      expected: expected === undefined ? undefined : wholeExpected(expected),
      least: this.#deps.minimum?.day,
      of: 'samples',
      length: 1,
      coverage: this.#deps.periodCoverage,
    };
    const own = this.#asOf(section, window);
    const body = periodOfResults(own, gathered, rules, periodStandards('day', window));
    return { kind: 'class.day', subject: section.id, ...window, body };
  }
}
