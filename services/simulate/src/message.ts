import type { ParameterCode, Registry, Station } from '@lanbi/model';
import { formatInstant, HOUR, type Instant, SECOND, type Seconds, shift } from '@lanbi/standards';
import { observationsTopic, PARAMETERS } from '@lanbi/wire';
import type { FaultRates } from './options.ts';
import { measuredAt, type SimulatedStation } from './profiles/measured.ts';
import { chance } from './profiles/noise.ts';

/** One message of a station, when it is sent, and how often. */
export interface SimulatedMessage {
  readonly station: Station;
  readonly topic: string;
  readonly payload: string;
  readonly leavesAt: Instant;
  readonly copies: 1 | 2;
}

/** Longest delay of a late message. */
const LATE_HOURS = 6;

export function simulatedStation(registry: Registry, station: Station, seed: number): SimulatedStation {
  const section = station.section && registry.sections.get(station.section);
  return { seed, station: station.id, waterBody: section?.waterBody ?? 'river' };
}

type Sent = number | { readonly value: number; readonly unit?: string; readonly flag?: 'D' };

/** A value as the payload has it: with its canonical unit where the registry names another one. */
function sentAs(station: Station, parameter: ParameterCode, value: number, faulty: boolean): Sent {
  const unit = station.units[parameter] === undefined ? undefined : PARAMETERS[parameter].unit;
  if (unit === undefined && !faulty) return value;
  return { value, ...(unit !== undefined && { unit }), ...(faulty && { flag: 'D' as const }) };
}

interface Period {
  readonly station: Station;
  readonly place: SimulatedStation;
  readonly to: Instant;
  readonly period: Seconds;
  readonly rates: FaultRates;
}

function happens(
  { station, place, to, period, rates }: Period,
  trouble: keyof FaultRates,
  ...more: readonly string[]
): boolean {
  const share = rates[trouble] ?? 0;
  return share > 0 && chance(place.seed, trouble, station.id, to, period, ...more) < share;
}

/** The observation of a period; undefined where the station sends none. */
function observationOf(of: Period): object | undefined {
  const { station, place, to, period } = of;
  if (happens(of, 'gaps')) return undefined;
  const values = Object.fromEntries(
    station.parameters.map((parameter) => [
      parameter,
      sentAs(station, parameter, measuredAt(place, parameter, to, period), happens(of, 'faults', parameter)),
    ]),
  );
  const ts = formatInstant(station.stamp === 'begin' ? shift(to, -period * SECOND) : to);
  return { ts, period, values };
}

/** The message of a station for the period that ends at `to`; undefined where it sends none. */
export function messageOf(
  station: Station,
  place: SimulatedStation,
  to: Instant,
  period: Seconds,
  rates: FaultRates,
): SimulatedMessage | undefined {
  const of = { station, place, to, period, rates };
  const observation = observationOf(of);
  if (!observation) return undefined;
  const hoursLate = 1 + Math.floor(chance(place.seed, 'hours', station.id, to) * LATE_HOURS);
  return {
    station,
    topic: observationsTopic(station.medium, station.id),
    payload: JSON.stringify(observation),
    leavesAt: happens(of, 'late') ? shift(to, hoursLate * HOUR) : to,
    copies: happens(of, 'duplicates') ? 2 : 1,
  };
}

/** The message of a station for several past periods, as an array; undefined where it sends none of them. */
export function arrayOf(
  station: Station,
  place: SimulatedStation,
  ends: readonly Instant[],
  rates: FaultRates,
): SimulatedMessage | undefined {
  const { period } = station;
  const observations = ends.flatMap((to) => observationOf({ station, place, to, period, rates }) ?? []);
  const leavesAt = ends.at(-1);
  if (observations.length === 0 || leavesAt === undefined) return undefined;
  const topic = observationsTopic(station.medium, station.id);
  return { station, topic, payload: JSON.stringify(observations), leavesAt, copies: 1 };
}
