import type { ParameterCode, Registry, Station } from '@lanbi/model';
import { formatInstant, HOUR, type Instant, SECOND, type Seconds, shift } from '@lanbi/standards';
import { observationsTopic, PARAMETERS } from '@lanbi/wire';
import { measuredAt, type Place } from './course/measured.ts';
import { chance } from './course/noise.ts';
import type { Troubles } from './options.ts';

/** One message of a station, when it leaves, and how many times. */
export interface Message {
  readonly station: Station;
  readonly topic: string;
  readonly payload: string;
  readonly leavesAt: Instant;
  readonly copies: 1 | 2;
}

/** Latest that a late message comes. */
const LATE_HOURS = 6;

export function placeOf(registry: Registry, station: Station, seed: number): Place {
  const section = station.section && registry.sections.get(station.section);
  return { seed, station: station.id, waterBody: section?.waterBody ?? 'river' };
}

type Sent = number | { readonly value: number; readonly unit?: string; readonly flag?: 'D' };

/** A value as the payload carries it: our canonical unit is named where the registry expects another one. */
function sentAs(station: Station, parameter: ParameterCode, value: number, faulty: boolean): Sent {
  const unit = station.units[parameter] === undefined ? undefined : PARAMETERS[parameter].unit;
  if (unit === undefined && !faulty) return value;
  return { value, ...(unit !== undefined && { unit }), ...(faulty && { flag: 'D' as const }) };
}

/** What a station says of the period that ends at `to`; undefined where it stays silent. */
export function messageOf(
  station: Station,
  place: Place,
  to: Instant,
  period: Seconds,
  troubles: Troubles,
): Message | undefined {
  const { seed } = place;
  const happens = (trouble: keyof Troubles, ...more: readonly string[]): boolean =>
    chance(seed, trouble, station.id, to, period, ...more) < (troubles[trouble] ?? 0);
  if (happens('gaps')) return undefined;
  const values = Object.fromEntries(
    station.parameters.map((parameter) => [
      parameter,
      sentAs(station, parameter, measuredAt(place, parameter, to, period), happens('faults', parameter)),
    ]),
  );
  const ts = formatInstant(station.stamp === 'begin' ? shift(to, -period * SECOND) : to);
  const hoursLate = 1 + Math.floor(chance(seed, 'hours', station.id, to) * LATE_HOURS);
  return {
    station,
    topic: observationsTopic(station.medium, station.id),
    payload: JSON.stringify({ ts, period, values }),
    leavesAt: happens('late') ? shift(to, hoursLate * HOUR) : to,
    copies: happens('duplicates') ? 2 : 1,
  };
}
