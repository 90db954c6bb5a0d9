import { inRecordOrder, membershipsOf, type Result, type SectionId, type Station } from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { type Causes, type EvaluationInput, withCauses } from '../cause.ts';
import { DirtySet } from '../dirty-set.ts';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { Watermarks } from '../watermarks.ts';
import { hasSampleTime, sampleTimeOf, waterDayOf } from './sample-time.ts';
import { SectionDayRecords } from './section-days.ts';
import { sampleRecord } from './section-sample.ts';
import { expectedOn } from './section-window.ts';

/** A day of a section with changed readings, and their sampling times. */
interface DirtySectionDay {
  readonly section: SectionId;
  readonly day: Instant;
  readonly times: DirtySet<Instant>;
}

/**
 * Evaluates water: sample and day records of sections. A reading adds to and subtracts from the exact sums of its day,
 * without scanning other readings. Classes, longer periods, rivers and lakes are computed from records on request.
 */
export class WaterEvaluation implements Evaluation {
  readonly name = 'water';
  readonly #deps: EvaluationDeps;
  readonly #days: SectionDayRecords;
  readonly #watermarks: Watermarks;
  #dirty = new Map<string, DirtySectionDay>();
  #size = 0;

  constructor(deps: EvaluationDeps) {
    this.#deps = deps;
    this.#days = new SectionDayRecords(deps);
    this.#watermarks = new Watermarks((station) => this.#lastSample(station));
  }

  async restore(): Promise<void> {
    this.#dirty = new Map();
    this.#size = 0;
    this.#watermarks.clear();
    this.#days.clear();
  }

  get dirty(): number {
    return this.#size;
  }

  async apply(inputs: readonly EvaluationInput[]): Promise<void> {
    for (const input of inputs) {
      const station = this.#deps.registry.stations.get(input.station);
      if (!station || input.medium !== 'water' || !hasSampleTime(input)) continue;
      const day = waterDayOf(input);
      const own = membershipsOf(this.#deps.registry).sectionOf(station.id, day);
      const sections = await this.#sectionsOf(own, input);
      if (sections.length === 0) continue;
      if (own) await this.#days.put(own, input);
      const causes = await this.#watermarks.causesOf(station, input);
      for (const section of sections) this.#add(section, day, sampleTimeOf(input), causes);
    }
    this.#days.shrink();
  }

  #add(section: SectionId, day: Instant, time: Instant, causes: Causes): void {
    const key = `${section} ${day}`;
    const dirty = this.#dirty.get(key) ?? { section, day, times: new DirtySet<Instant>() };
    this.#dirty.set(key, dirty);
    this.#size -= dirty.times.size;
    dirty.times.add(time, causes);
    this.#size += dirty.times.size;
  }

  /** Returns the section for which a reading counts, and those for which it counted before. */
  async #sectionsOf(own: SectionId | undefined, input: EvaluationInput): Promise<SectionId[]> {
    const { backfill } = input;
    const to = sampleTimeOf(input);
    const ids = new Set(own ? [own] : []);
    for (const id of backfill?.sections ?? []) {
      const key = { kind: 'class.sample', subject: id, from: to, to } as const;
      if (!ids.has(id) && (await this.#deps.store.get(key))) ids.add(id);
    }
    return [...ids].filter((id) => this.#deps.registry.sections.has(id));
  }

  /**
   * Returns the end of the latest sample of the station's sections, since records do not name each station.
   */
  async #lastSample({ id }: Station): Promise<number> {
    let latest = -Infinity;
    for (const section of membershipsOf(this.#deps.registry).sectionsEver(id)) {
      const last = await this.#deps.store.latestResult('class.sample', section);
      latest = Math.max(latest, last?.to ?? -Infinity);
    }
    return latest;
  }

  async *flush(): AsyncIterableIterator<readonly Result[]> {
    const dirty = [...this.#dirty.values()];
    this.#dirty = new Map();
    this.#size = 0;
    for (const each of dirty) {
      yield await this.#samples(each);
      this.#days.shrink();
    }
    for (const each of dirty) {
      yield [await this.#day(each)];
      this.#days.shrink();
    }
  }

  async #samples({ section, day, times }: DirtySectionDay): Promise<Result[]> {
    const held = await this.#days.of(section, day);
    return [...times.entries()].map(([at, causes]) => {
      const body = sampleRecord(held.rowsAt(at));
      return { kind: 'class.sample', subject: section, from: at, to: at, body, ...withCauses(causes) };
    });
  }

  async #day({ section, day, times }: DirtySectionDay): Promise<Result> {
    const expected = expectedOn(this.#deps, section, day);
    const { sums, samples, covered } = (await this.#days.of(section, day)).aggregate(expected);
    const body = { sums: inRecordOrder(sums), samples, covered };
    const key = { kind: 'class.day', subject: section, from: day, to: instant(day + DAY) } as const;
    return { ...key, body, ...withCauses(times.causes()) };
  }
}
