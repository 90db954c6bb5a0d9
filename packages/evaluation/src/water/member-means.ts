import type { SectionId } from '@lanbi/model';
import { Bounded } from '../bounded.ts';
import type { EvaluationStore } from '../evaluation.ts';
import type { CalendarPeriod, Window } from '../period/window.ts';
import type { SectionPeriodBody } from './section-period.ts';

/**
 * Windows of sections kept, some 200 bytes each and a month with its sums 1 KB: the twelve months of ten thousand sections, and the day, quarter,
 * half-year and year that run.
 */
const KEPT = 200_000;
/** What is kept of a section over a window. */
export type KeptMeans = Pick<SectionPeriodBody, 'values' | 'validity' | 'covered' | 'expected' | 'tally'>;

const NONE: KeptMeans = { values: {}, validity: { kind: 'missing', reason: 'no-data' } };

/** The exact sums of months alone are kept: longer periods are made of them. */
const keptOf = (
  period: CalendarPeriod,
  { values, validity, covered, expected, tally }: SectionPeriodBody,
): KeptMeans => ({
  values,
  validity,
  ...(covered !== undefined && { covered }),
  ...(expected !== undefined && { expected }),
  ...(period === 'month' && tally && { tally }),
});

/**
 * The means of sections over windows, as the store holds them: neither a river of many sections nor a year of months
 * is read anew for each reading. A bounded copy.
 */
export class MemberMeans {
  readonly #store: Pick<EvaluationStore, 'get'>;
  readonly #known = new Bounded<KeptMeans>(KEPT);

  constructor(store: Pick<EvaluationStore, 'get'>) {
    this.#store = store;
  }

  /** Undefined where nothing is stored. */
  async of(section: SectionId, period: CalendarPeriod, { from, to }: Window): Promise<KeptMeans | undefined> {
    const key = `${section} ${period} ${from}`;
    let means = this.#known.get(key);
    if (means === undefined) {
      const stored = await this.#store.get({ kind: `class.${period}`, subject: section, from, to });
      means = stored ? keptOf(period, stored.body as SectionPeriodBody) : NONE;
      this.#known.put(key, means);
    }
    return means === NONE ? undefined : means;
  }

  /** What was committed. */
  put(section: string, period: CalendarPeriod, { from }: Window, body: SectionPeriodBody): void {
    this.#known.put(`${section} ${period} ${from}`, keptOf(period, body));
  }

  clear(): void {
    this.#known.clear();
  }
}
