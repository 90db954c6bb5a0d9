import { WaterEvaluation } from '@lanbi/evaluation';
import {
  CONSUMERS,
  LOG_START,
  type Observation,
  type Offset,
  type ParameterCode,
  type Reading,
  type Registry,
  type Result,
  type Store,
  type StoredResult,
  stationId,
} from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { type Instant, instant, seconds } from '@lanbi/standards';

/** A registry out of what a file would say. */
export function registryOf(file: object): Registry {
  const parsed = parseRegistry([{ name: 'test.json', text: JSON.stringify(file) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.registry;
}

/** What one station says of one time, its region taken from the registry. */
export function observationOf(
  registry: Registry,
  station: string,
  to: Instant,
  values: Readonly<Record<string, number | Reading>>,
  period = 3600,
): Observation {
  const known = registry.stations.get(stationId(station));
  if (!known) throw new Error(`no station ${station}`);
  const readings = Object.entries(values).map(([parameter, value]) =>
    typeof value === 'number' ? { parameter: parameter as ParameterCode, value, flag: 'N' } : value,
  );
  const { id, medium, region } = known;
  return { station: id, medium, region, to, period: seconds(period), receivedAt: to, readings };
}

/** Drives the evaluation of water over a store as the evaluator does, one step at a time. */
export class WaterRun {
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #now: () => Instant;
  #evaluation: WaterEvaluation;

  constructor(store: Store, registry: Registry, now = () => instant(0)) {
    this.#store = store;
    this.#registry = registry;
    this.#now = now;
    this.#evaluation = this.#made();
  }

  #made(): WaterEvaluation {
    return new WaterEvaluation({ store: this.#store, registry: this.#registry });
  }

  /** Forgets everything, as a start of the process does. */
  restart(): void {
    this.#evaluation = this.#made();
  }

  async write(observations: readonly Observation[]): Promise<void> {
    const outcomes = await this.#store.write({ observations, deadLetters: [] });
    const rejected = outcomes.find(({ kind }) => kind !== 'accepted');
    if (rejected) throw new Error(JSON.stringify(rejected));
  }

  /** Applies what the log holds and writes nothing: the checkpoint stays where it was. */
  async apply(limit = 1_000): Promise<Offset> {
    let offset = await this.#store.checkpoint(CONSUMERS.evaluate);
    for (;;) {
      const entries = await this.#store.read(offset, limit);
      const last = entries.at(-1);
      if (!last) return offset;
      offset = last.position;
      await this.#evaluation.apply(entries);
    }
  }

  /** Commits some parts of a flush and is killed: what is in memory is gone, and the checkpoint stays where it was. */
  async flushSome(parts: number): Promise<void> {
    await this.apply();
    let left = parts;
    for await (const records of this.#evaluation.flush()) {
      if (left === 0) break;
      left -= 1;
      await this.#commit(records);
    }
    this.restart();
  }

  /** Everything: applies, flushes, and keeps the checkpoint. */
  async finish(): Promise<void> {
    const offset = await this.apply();
    for await (const records of this.#evaluation.flush()) await this.#commit(records);
    await this.#store.advance(CONSUMERS.evaluate, offset);
  }

  async #commit(results: readonly Result[]): Promise<void> {
    await this.#store.commit(
      CONSUMERS.evaluate,
      await this.#store.checkpoint(CONSUMERS.evaluate),
      results,
      this.#now(),
    );
  }
}

/** Every result of a store, by its key. */
export async function allResults(store: Store): Promise<ReadonlyMap<string, StoredResult>> {
  const results = new Map<string, StoredResult>();
  let offset = LOG_START;
  for (;;) {
    const page = await store.changedResults(offset, 1_000);
    const last = page.at(-1);
    if (!last) return results;
    offset = last.position;
    for (const result of page)
      results.set(`${result.kind} ${result.subject} ${result.from} ${result.to}`, result);
  }
}
