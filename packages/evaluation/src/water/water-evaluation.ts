import { inRecordOrder, membershipsOf, type Result, type SectionId, type Station } from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { Due, type Taken, Touched, withCauses } from '../cause.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { hasSampleTime, sampleTimeOf, waterDayOf } from './sample-time.ts';
import { SectionDays } from './section-days.ts';
import { sampleRecord } from './section-sample.ts';
import { expectedOn } from './section-window.ts';

/** Sampling times of one section and day. */
interface TouchedSamples {
  readonly section: SectionId;
  readonly day: Instant;
  readonly times: Touched<Instant>;
}

/** Results of a slice, beyond which it is handed over. */
const SLICE = 500;

/**
 * Water: the record of each section at each sampling time at once, and of its days when they settle. A reading changes
 * the exact sums of its day by what it adds and takes away: nothing is scanned again. Classes, longer periods, rivers and
 * lakes are computed from records when they are asked for. All that is remembered is a bounded copy of what the store
 * holds.
 */
export class WaterEvaluation implements Evaluation {
  readonly name = 'water';
  readonly #deps: EvaluationDeps;
  readonly #days: SectionDays;
  readonly #due: Due;
  /** Days of sections whose readings changed since they were last evaluated. */
  #touched = new Map<SectionId, Touched<Instant>>();

  constructor(deps: EvaluationDeps) {
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
        this.#touch(section).add(day, causes);
        const key = `${section}@${day}`;
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
  async #sectionsOf(own: SectionId | undefined, entry: Taken): Promise<SectionId[]> {
    const { restated } = entry;
    const to = sampleTimeOf(entry);
    const ids = new Set(own ? [own] : []);
    for (const id of restated?.sections ?? []) {
      const key = { kind: 'class.sample', subject: id, from: to, to } as const;
      if (!ids.has(id) && (await this.#deps.store.get(key))) ids.add(id);
    }
    return [...ids].filter((id) => this.#deps.registry.sections.has(id));
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

  pending(): boolean {
    return this.#touched.size > 0;
  }

  /** Slices of a bounded size; once the next one is asked for, this one is in the store. */
  async *settle(): AsyncIterableIterator<readonly Result[]> {
    const touched = this.#touched;
    this.#touched = new Map();
    let slice: Result[] = [];
    for (const [id, days] of touched) {
      for (const [day, causes] of days.entries()) {
        await this.#deps.breathe?.();
        slice.push({ ...(await this.#day(id, day)), ...withCauses(causes) });
        if (slice.length < SLICE) continue;
        yield slice;
        slice = [];
      }
    }
    if (slice.length > 0) yield slice;
  }

  async #samples({ section, day, times }: TouchedSamples): Promise<Result[]> {
    const held = await this.#days.of(section, day);
    return [...times.entries()].map(([at, causes]) => {
      const body = sampleRecord(held.rowsAt(at));
      return { kind: 'class.sample', subject: section, from: at, to: at, body, ...withCauses(causes) };
    });
  }

  async #day(section: SectionId, day: Instant): Promise<Result<'class.day'>> {
    const expected = expectedOn(this.#deps, section, day);
    const { tally, samples, covered } = (await this.#days.of(section, day)).gathered(expected);
    const body = { sums: inRecordOrder(tally), samples, covered };
    return { kind: 'class.day', subject: section, from: day, to: instant(day + DAY), body };
  }
}
