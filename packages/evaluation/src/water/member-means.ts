import type { SectionId } from '@lanbi/model';
import type { EvaluationStore } from '../evaluation.ts';
import type { CalendarPeriod, Window } from '../period/window.ts';
import type { SectionPeriodBody, WaterMeans } from './section-period.ts';

/** Windows of sections kept: those of thousands of sections for the day, month, quarter, half-year and year that run. */
const KEPT = 50_000;

/**
 * The means of sections over windows, as the store holds them: a river of many sections is not read anew for each
 * reading of one of them. A bounded copy: the longest unused goes first.
 */
export class MemberMeans {
  readonly #store: Pick<EvaluationStore, 'get'>;
  readonly #known = new Map<string, WaterMeans | undefined>();

  constructor(store: Pick<EvaluationStore, 'get'>) {
    this.#store = store;
  }

  async of(
    section: SectionId,
    period: CalendarPeriod,
    { from, to }: Window,
  ): Promise<WaterMeans | undefined> {
    const key = `${section} ${period} ${from}`;
    if (this.#known.has(key)) return this.#keep(key, this.#known.get(key));
    const stored = await this.#store.get({ kind: `class.${period}`, subject: section, from, to });
    return this.#keep(key, stored && (stored.body as SectionPeriodBody).values);
  }

  /** What was committed. */
  put(section: string, period: CalendarPeriod, { from }: Window, { values }: SectionPeriodBody): void {
    this.#keep(`${section} ${period} ${from}`, values);
  }

  clear(): void {
    this.#known.clear();
  }

  #keep(key: string, means: WaterMeans | undefined): WaterMeans | undefined {
    this.#known.delete(key);
    this.#known.set(key, means);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= KEPT) break;
      this.#known.delete(oldest);
    }
    return means;
  }
}
