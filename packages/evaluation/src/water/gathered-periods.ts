import type { ResultKey } from '@lanbi/model';
import { Bounded } from '../bounded.ts';
import type { EvaluationStore } from '../evaluation.ts';
import type { Gathered, SectionPeriodBody } from './section-period.ts';
import { gatheredOf } from './section-window.ts';

/** Days and months kept, about 1 KB each: those that run of ten thousand sections, and some that are re-opened. */
const KEPT = 25_000;

const keyOf = ({ kind, subject, from }: ResultKey): string => `${kind} ${subject} ${from}`;

/** What stored days and months were made of: a bounded copy, so that the difference of one day needs no reading. */
export class GatheredPeriods {
  readonly #store: Pick<EvaluationStore, 'get'>;
  readonly #known = new Bounded<Gathered>(KEPT);

  constructor(store: Pick<EvaluationStore, 'get'>) {
    this.#store = store;
  }

  /** Undefined where nothing is stored. */
  async of(key: ResultKey): Promise<Gathered | undefined> {
    const known = this.#known.get(keyOf(key));
    if (known) return known;
    const stored = await this.#store.get(key);
    // A month of an earlier version does not say what its days cover: it is added up anew.
    const { covered } = (stored?.body ?? {}) as Partial<SectionPeriodBody>;
    if (!stored || (key.kind === 'class.month' && covered === undefined)) return undefined;
    const gathered = gatheredOf(stored.body as SectionPeriodBody);
    this.#known.put(keyOf(key), gathered);
    return gathered;
  }

  /** What was committed. */
  put(key: ResultKey, gathered: Gathered): void {
    this.#known.put(keyOf(key), gathered);
  }

  clear(): void {
    this.#known.clear();
  }
}
