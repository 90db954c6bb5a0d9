import type { CivilDate } from '../../time/civil.ts';
import { AIR_POLLUTANTS, type AirPollutant } from '../pollutant.ts';
import type { Hj663Edition } from './edition.ts';

/** What a day says of exceptional events: all pollutants that the edition names, some of them, or none. */
export type ExceptionalPollutants = boolean | readonly AirPollutant[];

/** A day with what is said of it. */
export interface MarkedDay {
  readonly date: CivilDate;
  readonly exceptional?: ExceptionalPollutants | undefined;
}

const NONE: readonly AirPollutant[] = [];

/**
 * The pollutants whose period statistics leave a day out. Decided by day and pollutant; an edition may have the rule from
 * a date on.
 * @source 环办监测〔2016〕120号, HJ 663-2026 exceptional events [2]
 * @example leftOutOn({ date: civilDate('2023-04-10'), exceptional: ['pm10'] }, HJ663_2013) // ['pm10']
 */
export function leftOutOn(
  { date, exceptional = false }: MarkedDay,
  { exceptionalEvents: { leftOutOf, from } }: Pick<Hj663Edition, 'exceptionalEvents'>,
): readonly AirPollutant[] {
  if (exceptional === false || (from !== undefined && date < from)) return NONE;
  if (exceptional === true) return leftOutOf;
  return AIR_POLLUTANTS.filter((of) => leftOutOf.includes(of) && exceptional.includes(of));
}
