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
 * `late`: the next report is overdue. `silent`: long so. `never-seen`: nothing since the registry names it.
 * `out-of-service`: before its first or after its last day, when no report is expected.
 */
export const STATION_STATES = ['live', 'late', 'silent', 'never-seen', 'out-of-service'] as const;
export type StationState = (typeof STATION_STATES)[number];

/**
 * Why: `in-time`; `overdue`, nothing comes; `behind`, messages come but of periods long over; `no-message-yet`;
 * `no-station`: a place without one; `not-begun`, `closed`: out of service by the registry; `not-registered`: the
 * registry has it no more.
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
   * When the state began: of `live` the end of the last period reported, of `never-seen` when the registry named it, of
   * `out-of-service` the end of the last day (where it has not begun, the first day is given).
   */
  readonly since: Instant;
  readonly activity?: StationActivity;
}

/** When a station is late and silent, counted from the end of the last period that it reported. */
export interface StalenessLimits {
  /** Late so many milliseconds after the period that comes next has ended: the time that a report may take. */
  readonly grace: number;
  /** Silent after so many periods … */
  readonly silentPeriods: number;
  /** … and not before so many milliseconds. */
  readonly silentAtLeast: number;
}

const HOUR = 3_600_000;

/** The national network publishes an hour within the next; six reports missed in a row are no delay. Ours [M]. */
export const DEFAULT_STALENESS: StalenessLimits = { grace: HOUR, silentPeriods: 6, silentAtLeast: 6 * HOUR };

/** When a station that reported nothing after `last` is late, and when silent. */
function limitsAfter(
  last: Instant,
  periodMs: number,
  limits: StalenessLimits,
): readonly [late: Instant, silent: Instant] {
  const late = last + periodMs + limits.grace;
  const silent = last + Math.max(limits.silentPeriods * periodMs, limits.silentAtLeast);
  return [instant(late), instant(Math.max(late, silent))];
}

/** Before the first or after the last day of a station; undefined while it is in service. */
function outOfService(days: Days, now: Instant): Omit<Staleness, 'activity'> | undefined {
  const { from, to } = spanOf(days);
  if (now >= to) return { state: 'out-of-service', reason: 'closed', since: instant(to) };
  return now < from ? { state: 'out-of-service', reason: 'not-begun', since: instant(from) } : undefined;
}

/**
 * The state of one station: a pure function of what the registry says, what was heard of it, and the time.
 * @param known since when the registry names it
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

/** When the state of a station changes, if nothing comes; `Infinity` where it does not. Arguments as of `stationState`. */
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

/** The best state of several stations of one place, of those the latest heard of; undefined for none. */
export const bestState = (states: readonly Staleness[]): Staleness | undefined =>
  [...states].sort(
    (a, b) =>
      STATION_STATES.indexOf(a.state) - STATION_STATES.indexOf(b.state) ||
      (b.activity?.lastObservation ?? 0) - (a.activity?.lastObservation ?? 0),
  )[0];

/** How many stations of each medium are in each state; every pair is there, also with 0. */
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
