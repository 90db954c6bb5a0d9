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

interface Said {
  readonly station: Station;
  readonly place: Place;
  readonly to: Instant;
  readonly period: Seconds;
  readonly troubles: Troubles;
}

function happens(
  { station, place, to, period, troubles }: Said,
  trouble: keyof Troubles,
  ...more: readonly string[]
): boolean {
  const share = troubles[trouble] ?? 0;
  return share > 0 && chance(place.seed, trouble, station.id, to, period, ...more) < share;
}

/** The observation of the period that ends at `to`; undefined where the station is silent. */
function observationOf(said: Said): object | undefined {
  const { station, place, to, period } = said;
  if (happens(said, 'gaps')) return undefined;
  const values = Object.fromEntries(
    station.parameters.map((parameter) => [
      parameter,
      sentAs(
        station,
        parameter,
        measuredAt(place, parameter, to, period),
        happens(said, 'faults', parameter),
      ),
    ]),
  );
  const ts = formatInstant(station.stamp === 'begin' ? shift(to, -period * SECOND) : to);
  return { ts, period, values };
}

/** What a station sends for the period that ends at `to`; undefined where it is silent. */
export function messageOf(
  station: Station,
  place: Place,
  to: Instant,
  period: Seconds,
  troubles: Troubles,
): Message | undefined {
  const said = { station, place, to, period, troubles };
  const observation = observationOf(said);
  if (!observation) return undefined;
  const hoursLate = 1 + Math.floor(chance(place.seed, 'hours', station.id, to) * LATE_HOURS);
  return {
    station,
    topic: observationsTopic(station.medium, station.id),
    payload: JSON.stringify(observation),
    leavesAt: happens(said, 'late') ? shift(to, hoursLate * HOUR) : to,
    copies: happens(said, 'duplicates') ? 2 : 1,
  };
}

/** What a station sends for periods of its own that are over, in one array; undefined where it was silent in all. */
export function arrayOf(
  station: Station,
  place: Place,
  ends: readonly Instant[],
  troubles: Troubles,
): Message | undefined {
  const { period } = station;
  const observations = ends.flatMap((to) => observationOf({ station, place, to, period, troubles }) ?? []);
  const leavesAt = ends.at(-1);
  if (observations.length === 0 || leavesAt === undefined) return undefined;
  const topic = observationsTopic(station.medium, station.id);
  return { station, topic, payload: JSON.stringify(observations), leavesAt, copies: 1 };
}
