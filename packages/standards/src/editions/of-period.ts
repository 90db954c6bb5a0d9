import type { Gb3095Edition } from '../air/gb3095/edition.ts';
import type { Hj633Edition } from '../air/hj633/edition.ts';
import type { Hj663Edition } from '../air/hj663/edition.ts';
import type { Period } from '../air/hj663/period-validity.ts';
import type { CivilDate } from '../time/civil.ts';
import { gb3095InForce, hj633InForce, hj663InForce } from './registry.ts';

/** The editions that one answer on air is evaluated under: all of its figures, without exception. */
export interface AirEditionSet {
  /** Of the composite index and the attainment. */
  readonly gb3095: Gb3095Edition;
  /** Of the indices, levels, good days and primary pollutants of the days. */
  readonly hj633: Hj633Edition;
  /** Of the statistics. */
  readonly hj663: Hj663Edition;
}

/** The editions that a period is evaluated under. */
export interface AirPeriodEditions extends AirEditionSet {
  /** Whether another edition or stage of one of them was in force when the period began. */
  readonly changedWithin: boolean;
}

/** The set in force on a date. */
const setInForce = (date: CivilDate): AirEditionSet => ({
  gb3095: gb3095InForce(date),
  hj633: hj633InForce(date),
  hj663: hj663InForce(date),
});

/**
 * The editions and stage for the figures of a period: those in force at its **end**, also where they changed within
 * it. For another one, as for a comparison with the year before, name it to the figure itself.
 * @source an explicit rule for periods that span 2026-03-01 [D]
 * @example airEditionsOf({ from: civilDate('2026-01-01'), to: civilDate('2026-03-31') }).gb3095.id // GB 3095-2026/transition
 */
export function airEditionsOf({ from, to }: Period): AirPeriodEditions {
  const [first, last] = [setInForce(from), setInForce(to)];
  const changedWithin =
    first.gb3095 !== last.gb3095 || first.hj633 !== last.hj633 || first.hj663 !== last.hj663;
  return { ...last, changedWithin };
}

/**
 * The set that belongs to an edition of GB 3095: the editions of HJ 633 and HJ 663 that were in force with it, on the
 * date if the edition was in force then, else on the day of the edition that is nearest.
 * @source the editions of 2026 came into force together, on 2026-03-01 [P]; that they belong together [D]
 * @example airEditionsWith(GB3095_2012, civilDate('2026-04-30')).hj633.id // HJ 633-2012
 */
export function airEditionsWith(gb3095: Gb3095Edition, date: CivilDate): AirEditionSet {
  const { from, until = date } = gb3095;
  const within = date < from ? from : date > until ? until : date;
  return { ...setInForce(within), gb3095 };
}
