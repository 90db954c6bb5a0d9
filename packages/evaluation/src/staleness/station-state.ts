import {
  type Days,
  type Medium,
  type Registry,
  type Station,
  type StationActivity,
  type StationId,
  spanOf,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/**
 * States of a station. `late`: the next report is overdue. `silent`: long overdue. `never-seen`: nothing arrived since
 * the registry has it. `out-of-service`: before its first or after its last day, when no report is expected.
 */
export const STATION_STATES = ['live', 'late', 'silent', 'never-seen', 'out-of-service'] as const;
export type StationState = (typeof STATION_STATES)[number];

/**
 * Reasons of a state: `in-time`; `overdue`, nothing arrives; `behind`, messages arrive but of periods long over;
 * `no-message-yet`; `no-station`: a section or region without one; `not-begun`, `closed`: out of service by the
 * registry; `not-registered`: no longer in the registry.
 */
export const STALENESS_REASONS = [
  'in-time',
  'overdue',
  'behind',
  'no-message-yet',
  'no-station',
  'not-begun',
  'closed',
  'not-registered',
] as const;
export type StalenessReason = (typeof STALENESS_REASONS)[number];

export interface Staleness {
  readonly state: StationState;
  readonly reason: StalenessReason;
  /**
   * Begin of the state: for `live` the end of the last reported period, for `never-seen` the first time in the
   * registry, for `out-of-service` the end of the last day (before the begin, the first day).
   */
  readonly since: Instant;
  readonly activity?: StationActivity;
}

/** Limits after which a station is late and silent, from the end of its last reported period. */
export interface StalenessLimits {
  /**
   * Milliseconds after the end of the next period until a station is late: the time that a report may take.
   */
  readonly grace: number;
  /** Periods after which it is silent … */
  readonly silentPeriods: number;
  /** … but not before this number of milliseconds. */
  readonly silentAtLeast: number;
}

const HOUR = 3_600_000;

/**
 * Default limits: the national network publishes an hour within the next; six missed reports in a row are not a delay.
 * Our own choice [M].
 */
export const DEFAULT_STALENESS: StalenessLimits = { grace: HOUR, silentPeriods: 6, silentAtLeast: 6 * HOUR };

/** Returns when a station without a report after `last` becomes late and silent. */
function limitsAfter(
  last: Instant,
  periodMs: number,
  limits: StalenessLimits,
): readonly [late: Instant, silent: Instant] {
  const late = last + periodMs + limits.grace;
  const silent = last + Math.max(limits.silentPeriods * periodMs, limits.silentAtLeast);
  return [instant(late), instant(Math.max(late, silent))];
}

/**
 * Returns the state before the first or after the last day of a station; undefined while it is in service.
 */
function outOfService(days: Days, now: Instant): Omit<Staleness, 'activity'> | undefined {
  const { from, to } = spanOf(days);
  if (now >= to) return { state: 'out-of-service', reason: 'closed', since: instant(to) };
  return now < from ? { state: 'out-of-service', reason: 'not-begun', since: instant(from) } : undefined;
}

/**
 * Returns the state of one station, a pure function of the registry, its activity, and the time.
 * @param known since when it is in the registry
 * @param period of its reports, in seconds
 */
export function stationState(
  { period, ...days }: Pick<Station, 'period'> & Days,
  activity: StationActivity | undefined,
  { known, now, limits = DEFAULT_STALENESS }: { known: Instant; now: Instant; limits?: StalenessLimits },
): Staleness {
  const out = outOfService(days, now);
  if (out) return { ...out, ...(activity && { activity }) };
  const first = instant(Math.max(known, spanOf(days).from));
  if (!activity) return { state: 'never-seen', reason: 'no-message-yet', since: first };
  const { lastObservation, lastReceived } = activity;
  const [late, silent] = limitsAfter(lastObservation, period * 1000, limits);
  if (now < late) return { state: 'live', reason: 'in-time', since: lastObservation, activity };
  const [heardLate] = limitsAfter(lastReceived, period * 1000, limits);
  const reason = now < heardLate ? 'behind' : 'overdue';
  const state = now < silent ? 'late' : 'silent';
  return { state, reason, since: state === 'late' ? late : silent, activity };
}

/**
 * Returns when the state of a station changes if nothing arrives; `Infinity` if it does not. Arguments as for
 * `stationState`.
 */
export function stateUntil(
  { period, ...days }: Pick<Station, 'period'> & Days,
  activity: StationActivity | undefined,
  { now, limits = DEFAULT_STALENESS }: { now: Instant; limits?: StalenessLimits },
): Instant {
  const { from, to } = spanOf(days);
  const ends: number[] = [from, to];
  if (activity) {
    ends.push(...limitsAfter(activity.lastObservation, period * 1000, limits));
    ends.push(limitsAfter(activity.lastReceived, period * 1000, limits)[0]);
  }
  return instant(Math.min(Infinity, ...ends.filter((end) => end > now)));
}

/**
 * Returns the best state of several stations of one section or region, of equal ones the last heard; undefined for
 * none.
 */
export const bestState = (states: readonly Staleness[]): Staleness | undefined =>
  [...states].sort(
    (a, b) =>
      STATION_STATES.indexOf(a.state) - STATION_STATES.indexOf(b.state) ||
      (b.activity?.lastObservation ?? 0) - (a.activity?.lastObservation ?? 0),
  )[0];

/** Counts the stations of each medium in each state; every pair is present, also with 0. */
export function countStates(
  { stations }: Pick<Registry, 'stations'>,
  activity: ReadonlyMap<StationId, StationActivity>,
  at: { known: Instant; now: Instant; limits?: StalenessLimits },
): readonly { readonly medium: Medium; readonly state: StationState; readonly count: number }[] {
  const media: readonly Medium[] = ['air', 'water'];
  const states = [...stations.values()].map((station) => ({
    medium: station.medium,
    state: stationState(station, activity.get(station.id), at).state,
  }));
  return media.flatMap((medium) =>
    STATION_STATES.map((state) => ({
      medium,
      state,
      count: states.filter((each) => each.medium === medium && each.state === state).length,
    })),
  );
}
