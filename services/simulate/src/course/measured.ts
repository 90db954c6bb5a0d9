import type { ParameterCode } from '@lanbi/model';
import { type Instant, MINUTE, SECOND, type Seconds, shift } from '@lanbi/standards';
import { AIR_COURSES } from './air.ts';
import type { Place } from './moment.ts';
import { WATER_COURSES } from './water.ts';

export type { Place } from './moment.ts';

const COURSES = { ...AIR_COURSES, ...WATER_COURSES };

/** A course bends within hours: its mean over an hour needs no more than this many points. */
const POINTS = 4;

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/**
 * What a station measures, in the canonical unit of the parameter: the mean of its course over the period that
 * ends at `to`. The same arguments always give the same value.
 * @example measuredAt({ seed: 1, station: 'BD01', waterBody: 'river' }, 'o3', instant(0), seconds(3600))
 */
export function measuredAt(place: Place, parameter: ParameterCode, to: Instant, period: Seconds): number {
  const course = COURSES[parameter];
  const span = period * SECOND;
  const points = Math.max(1, Math.min(POINTS, Math.floor(span / MINUTE)));
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const at = shift(to, (span * (i + 0.5)) / points - span);
    sum += course.at({ place, parameter, at });
  }
  return round(sum / points, course.decimals);
}
