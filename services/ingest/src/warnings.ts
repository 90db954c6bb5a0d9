import { isBetween, type Observation, type StationId, type Warning, type WarningReason } from '@lanbi/model';
import { formatInstant, HOUR, type Instant, MINUTE, SECOND } from '@lanbi/standards';

/** Milliseconds between two notices of one reason to a station. */
const PAUSE = HOUR;
/** Longest distance between values that are parts of an hour. */
const LONGEST = HOUR;

/** The latest value of a part of an hour, with its distance from the one before. */
interface Latest {
  readonly to: Instant;
  readonly period: number;
  readonly distance?: number;
}

const DAY_SECONDS = 86_400;

function offPeriod({ to, period }: Observation): Warning {
  const [length, unit] = period === DAY_SECONDS ? ['a day', 'midnight'] : ['an hour', 'the full hour'];
  const message = `a value of ${length} that ends at ${formatInstant(to)} lies half in one and half in the next; it is stored and counts to neither: ts must be near ${unit}`;
  return { reason: 'stamp-off-period', message };
}

/** Longest distance that figures use as the length of values without a stated period. */
const LONGEST_INTERVAL = 30 * MINUTE;

const STATE =
  'state their period in the payload or registry (HJ 212: MinInterval, or hj212.minuteInterval of the station in the registry)';

function mismatch({ period, assumed }: Observation, distance: number): Warning {
  const every = `come every ${distance / SECOND} s`;
  const message =
    assumed && distance <= LONGEST_INTERVAL
      ? `values whose period is not stated ${every}; they are stored with ${period} s, and hourly figures count them for the median distance of their stamps in the hour: ${STATE}`
      : `values of ${period} s ${every}, so that they cover another time than they stand for: ${STATE}`;
  return { reason: 'interval-mismatch', message };
}

/**
 * Finds warnings about stored observations. Counts all of them by reason; a station is notified once an hour for each reason.
 * Keeps one observation of each registered station.
 */
export class Warnings {
  readonly counts = new Map<WarningReason, number>();
  readonly #latest = new Map<StationId, Latest>();
  readonly #notified = new Map<string, Instant>();

  /** Checks the stored observations of a message. Answers the warnings of which its station is to be notified now. */
  check(observations: readonly Observation[], now: Instant): readonly Warning[] {
    return observations.flatMap((observation) => {
      const warning = this.#warningOf(observation);
      if (!warning) return [];
      this.counts.set(warning.reason, (this.counts.get(warning.reason) ?? 0) + 1);
      return this.#isDue(observation.station, warning, now) ? [warning] : [];
    });
  }

  #warningOf(observation: Observation): Warning | undefined {
    const { to, period } = observation;
    const ruled = observation.medium === 'air' || period === DAY_SECONDS;
    if (ruled && isBetween(to, period)) return offPeriod(observation);
    return period > 0 && period * SECOND < LONGEST ? this.#mismatchOf(observation) : undefined;
  }

  /** Warns after two equal distances in a row that are not the period; one alone may be a gap. */
  #mismatchOf(observation: Observation): Warning | undefined {
    const { station, to, period } = observation;
    const before = this.#latest.get(station);
    const distance = before?.period === period ? to - before.to : undefined;
    if (distance === 0) return undefined;
    this.#latest.set(station, { to, period, ...(distance !== undefined && { distance }) });
    if (distance === undefined || distance !== before?.distance) return undefined;
    const fits = distance === period * SECOND || distance <= 0 || distance > LONGEST;
    return fits ? undefined : mismatch(observation, distance);
  }

  #isDue(station: StationId, { reason }: Warning, now: Instant): boolean {
    const key = `${station} ${reason}`;
    const last = this.#notified.get(key);
    if (last !== undefined && now - last < PAUSE) return false;
    this.#notified.set(key, now);
    return true;
  }
}
