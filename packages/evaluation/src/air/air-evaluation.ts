import type { Result, Station, StoredObservation } from '@lanbi/model';
import { HOUR, type Instant, instant } from '@lanbi/standards';
import type { Evaluation, EvaluationDeps } from '../evaluation.ts';
import { airHour, hourConcentrations, hourEndOf } from './air-hour.ts';

const PER_HOUR = 4_000;

/** Air: the index of each station's hour. */
export class AirEvaluation implements Evaluation {
  readonly name = 'air';
  readonly #deps: EvaluationDeps;

  constructor(deps: EvaluationDeps) {
    this.#deps = deps;
  }

  async restore(): Promise<void> {}

  async take(entries: readonly StoredObservation[]): Promise<readonly Result[]> {
    const touched = new Map<string, { readonly station: Station; readonly end: Instant }>();
    for (const { station: id, to, period } of entries) {
      const station = this.#deps.registry.stations.get(id);
      if (station?.medium !== 'air' || period <= 0 || period > 3600) continue;
      const end = hourEndOf(to);
      touched.set(`${id}@${end}`, { station, end });
    }
    const results: Result[] = [];
    for (const { station, end } of touched.values()) results.push(await this.#hour(station, end));
    return results;
  }

  pending(): boolean {
    return false;
  }

  async *settle(): AsyncIterableIterator<readonly Result[]> {}

  async #hour({ id, parameters }: Station, end: Instant): Promise<Result> {
    const from = instant(end - HOUR);
    const observations = await this.#deps.store.range({ station: id, after: from, to: end, limit: PER_HOUR });
    const concentrations = hourConcentrations(observations, new Set<string>(parameters), end);
    return { kind: 'aqi.hour', subject: id, from, to: end, body: airHour(concentrations, end) };
  }
}
