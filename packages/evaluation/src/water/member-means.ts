import type { SectionId } from '@lanbi/model';
import { Bounded } from '../bounded.ts';
import type { EvaluationStore } from '../evaluation.ts';
import type { CalendarPeriod, Window } from '../period/window.ts';
import type { SectionPeriodBody, WaterMeans } from './section-period.ts';

/**
 * Windows of sections kept, some 200 bytes each: the twelve months of ten thousand sections, and the day, quarter,
 * half-year and year that run.
 */
const KEPT = 200_000;
const NONE = {};

/**
 * The means of sections over windows, as the store holds them: neither a river of many sections nor a year of months
 * is read anew for each reading. A bounded copy.
 */
export class MemberMeans {
  readonly #store: Pick<EvaluationStore, 'get'>;
  readonly #known = new Bounded<WaterMeans>(KEPT);

  constructor(store: Pick<EvaluationStore, 'get'>) {
    this.#store = store;
  }

  /** Undefined where nothing is stored. */
  async of(
    section: SectionId,
    period: CalendarPeriod,
    { from, to }: Window,
  ): Promise<WaterMeans | undefined> {
    const key = `${section} ${period} ${from}`;
    let means = this.#known.get(key);
    if (means === undefined) {
      const stored = await this.#store.get({ kind: `class.${period}`, subject: section, from, to });
      means = stored ? (stored.body as SectionPeriodBody).values : NONE;
      this.#known.put(key, means);
    }
    return means === NONE ? undefined : means;
  }

  /** What was committed. */
  put(section: string, period: CalendarPeriod, { from }: Window, { values }: SectionPeriodBody): void {
    this.#known.put(`${section} ${period} ${from}`, values);
  }

  clear(): void {
    this.#known.clear();
  }
}
