import { type DustStatement, isInForce } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type CivilDate,
  type Hj663Edition,
  instant,
  isMissing,
  leftOutOn,
} from '@lanbi/standards';
import { dayAt } from '../period/day-number.ts';
import type { EvaluatedDay } from './evaluated-day.ts';

/** A dust day, as annotations state it. */
export interface DustDay {
  /** In table order. */
  readonly pollutants: readonly AirPollutant[];
  /** Ids of the annotations, ascending. */
  readonly annotations: readonly number[];
}

/** A day of which the period statistics leave out some pollutants. */
export interface LeftOutDay extends DustDay {
  readonly date: CivilDate;
}

/** Returns the dust days by number, from statements that are not withdrawn. */
export function dustDays(statements: readonly DustStatement[]): ReadonlyMap<number, DustDay> {
  const days = new Map<number, DustDay>();
  for (const { span, pollutant, annotation } of statements.filter(isInForce))
    for (let day = dayAt(instant(span.from)); day <= dayAt(instant(span.to - 1)); day += 1) {
      const { pollutants = [], annotations = [] } = days.get(day) ?? {};
      days.set(day, {
        pollutants: AIR_POLLUTANTS.filter((of) => of === pollutant || pollutants.includes(of)),
        annotations: [...new Set([...annotations, annotation.id])].sort((a, b) => a - b),
      });
    }
  return days;
}

/** Returns a day with its dust annotation. */
export const withDust = (day: EvaluatedDay, dust: DustDay | undefined): EvaluatedDay =>
  dust ? { ...day, exceptional: dust.pollutants, annotations: dust.annotations } : day;

/** Returns the days that statistics under an edition leave out for a pollutant that has a value. */
export const leftOutDays = (days: readonly EvaluatedDay[], hj663: Hj663Edition): readonly LeftOutDay[] =>
  days.flatMap((day) => {
    const pollutants = leftOutOn(day, hj663).filter((of) => !isMissing(day.values[of]));
    return pollutants.length === 0
      ? []
      : [{ date: day.date, pollutants, annotations: day.annotations ?? [] }];
  });
