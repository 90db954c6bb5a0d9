import type { Gb3095Edition } from '../air/gb3095/edition.ts';
import type { Hj663Edition } from '../air/hj663/edition.ts';
import type { Period } from '../air/hj663/period-validity.ts';
import { gb3095InForce, hj663InForce } from './registry.ts';

/** What a period is evaluated under. Each edition tells its id and stage. */
export interface AirPeriodEditions {
  readonly gb3095: Gb3095Edition;
  readonly hj663: Hj663Edition;
  /** Whether another edition or stage of one of them was in force when the period began. */
  readonly changedWithin: boolean;
}

/**
 * The editions and stage for the figures of a period: those in force at its **end**, also where they changed within
 * it. For another one, as for a comparison with the year before, name it to the figure itself.
 * @source an explicit rule for periods that span 2026-03-01 [D]
 * @example airEditionsOf({ from: civilDate('2026-01-01'), to: civilDate('2026-03-31') }).gb3095.id // GB 3095-2026/transition
 */
export function airEditionsOf({ from, to }: Period): AirPeriodEditions {
  const [gb3095, hj663] = [gb3095InForce(to), hj663InForce(to)];
  return { gb3095, hj663, changedWithin: gb3095InForce(from) !== gb3095 || hj663InForce(from) !== hj663 };
}
