import type { Result, SectionId, StoredObservation } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { sectionSample } from './section-sample.ts';

/** Observations of one section at one time, at the most. */
const PER_SAMPLE = 100;

/** Water: the class of each section at each sampling time. */
export class WaterEvaluation implements Evaluation {
  readonly name = 'water';
  readonly #deps: EvaluationDeps;

  constructor(deps: EvaluationDeps) {
    this.#deps = deps;
  }

  async restore(): Promise<void> {}

  async take(entries: readonly StoredObservation[]): Promise<readonly Result[]> {
    const touched = new Map<string, { readonly section: SectionId; readonly at: Instant }>();
    for (const { station: id, to: at } of entries) {
      const station = this.#deps.registry.stations.get(id);
      if (station?.medium !== 'water' || !station.section) continue;
      touched.set(`${station.section}@${at}`, { section: station.section, at });
    }
    const results: Result[] = [];
    for (const { section, at } of touched.values()) results.push(...(await this.#sample(section, at)));
    return results;
  }

  pending(): boolean {
    return false;
  }

  async *settle(): AsyncIterableIterator<readonly Result[]> {}

  async #sample(id: SectionId, at: Instant): Promise<Result[]> {
    const { registry, store } = this.#deps;
    const section = registry.sections.get(id);
    if (!section) return [];
    const stations = registry.stationsOfSection.get(id) ?? [];
    const after = instant(at - 1);
    const ranges = stations.map((station) =>
      store.range({ station: station.id, after, to: at, limit: PER_SAMPLE }),
    );
    const observations = (await Promise.all(ranges)).flat();
    return [
      { kind: 'class.sample', subject: id, from: at, to: at, body: sectionSample(section, observations, at) },
    ];
  }
}
