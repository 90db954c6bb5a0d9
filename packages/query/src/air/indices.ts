import {
  coverageOptions,
  dateOfDay,
  datesOf,
  editionsOfPeriod,
  hasAnnualRows,
  rankedIndex,
  windowOf,
} from '@lanbi/evaluation';
import type { StandingPeriod } from '@lanbi/model';
import { type Hj663Edition, type Instant, type Maybe, missing } from '@lanbi/standards';
import { slidIndex } from './figure.ts';
import { SlidingWindow } from './sliding-window.ts';
import type { SubjectDays } from './subject-days.ts';

/** The composite index of the window that ends then, evaluated as one that is over: without enough days it is missing. */
export interface IndexAt {
  readonly at: Instant;
  readonly index: Maybe<number>;
}

export interface PeriodIndexOptions {
  /** Least share of days, per cent, of periods without a rule in the standard; the default where not given. */
  readonly coverage: number | undefined;
  /** Windows that end later are not computed: they are incomplete. */
  readonly until?: Instant;
}

/** The indices of the windows that end with some days. One window of each edition slides over them. @param ends ascending */
export function indicesAt(
  days: SubjectDays,
  period: StandingPeriod,
  ends: readonly number[],
  { coverage, until }: PeriodIndexOptions,
): readonly IndexAt[] {
  const options = coverageOptions(coverage);
  const slidings = new Map<string, SlidingWindow>();
  const slidingUnder = (hj663: Hj663Edition): SlidingWindow => {
    const sliding = slidings.get(hj663.id) ?? new SlidingWindow(days.takenBy(hj663), hasAnnualRows(period));
    slidings.set(hj663.id, sliding);
    return sliding;
  };
  return ends.map((end) => {
    const window = windowOf(period, dateOfDay(end));
    if (until !== undefined && window.to > until) return { at: window.to, index: missing('incomplete') };
    const [from, to] = datesOf(window);
    const sliding = slidingUnder(editionsOfPeriod({ from, to }, options).hj663);
    return { at: window.to, index: rankedIndex(slidIndex(days, period, window, options, sliding)) };
  });
}
