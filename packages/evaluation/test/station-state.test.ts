import { offsetAt, type Station, type StationActivity, stationId } from '@lanbi/model';
import { civilDate, HOUR, instant, MINUTE, seconds, startOfDate } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestState, countStates, STATION_STATES, stationState } from '../src/index.ts';

const T = 1_000 * HOUR;
const known = instant(T - 100 * HOUR);
const hourly = { period: seconds(3600) };
const heard = (last: number, received = last): StationActivity => ({
  lastObservation: instant(last),
  lastReceived: instant(received),
  lastPosition: offsetAt(1),
});
const at = (hours: number) => ({ known, now: instant(T + hours * HOUR) });

describe('the state of an hourly station that last reported the hour to T', () => {
  it.each([
    [1, 'live', 'in-time', 0],
    [2 - 1 / 3600, 'live', 'in-time', 0],
    [2, 'late', 'overdue', 2],
    [5.9, 'late', 'overdue', 2],
    [6, 'silent', 'overdue', 6],
    [500, 'silent', 'overdue', 6],
  ] as const)('%s h later is %s, %s since T + %s h', (hours, state, reason, since) => {
    expect(stationState(hourly, heard(T), at(hours))).toMatchObject({
      state,
      reason,
      since: T + since * HOUR,
    });
  });

  it('is behind while messages of old periods still come', () => {
    const late = stationState(hourly, heard(T, T + 8 * HOUR), at(9));
    expect(late).toMatchObject({ state: 'silent', reason: 'behind' });
  });
});

describe('a station with a first and a last day', () => {
  const from = civilDate('2026-04-01');
  const until = civilDate('2026-04-10');
  const begin = startOfDate(from);
  const end = instant(startOfDate(until) + 24 * HOUR);
  const hourlyThen = { ...hourly, from, until };
  const now = (when: number) => ({ known, now: instant(when) });

  it('is out of service before the first and after the last, whatever it sent', () => {
    const closed = { state: 'out-of-service', reason: 'closed', since: end };
    expect(stationState(hourlyThen, undefined, now(end))).toEqual(closed);
    expect(stationState(hourlyThen, heard(end + 5 * HOUR), now(end + 6 * HOUR))).toMatchObject(closed);
    const early = { state: 'out-of-service', reason: 'not-begun', since: begin };
    expect(stationState(hourlyThen, undefined, now(begin - 1))).toEqual(early);
  });

  it('has the usual states in between, never seen since its first day', () => {
    expect(stationState(hourlyThen, undefined, now(end - 1))).toMatchObject({
      state: 'never-seen',
      since: begin,
    });
    expect(stationState(hourlyThen, heard(begin + HOUR), now(end - 1)).state).toBe('silent');
    expect(stationState(hourlyThen, heard(end - HOUR), now(end - 1)).state).toBe('live');
  });
});

describe('other stations', () => {
  it('that report every four hours are late after five and silent after a day', () => {
    const states = [4.9, 5, 23.9, 24].map(
      (hours) => stationState({ period: seconds(14_400) }, heard(T), at(hours)).state,
    );
    expect(states).toEqual(['live', 'late', 'late', 'silent']);
  });

  it('that report every minute are late after 61 minutes', () => {
    const minute = { period: seconds(60) };
    const now = (minutes: number) => ({ known, now: instant(T + minutes * MINUTE) });
    expect(stationState(minute, heard(T), now(60)).state).toBe('live');
    expect(stationState(minute, heard(T), now(61)).state).toBe('late');
  });

  it('never seen are so since the registry names them', () => {
    expect(stationState(hourly, undefined, at(0))).toEqual({
      state: 'never-seen',
      reason: 'no-message-yet',
      since: known,
    });
  });
});

describe('staleness', () => {
  it('never gets better by waiting, and begins no later than now', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(200), fc.nat(200), fc.nat(100), (last, now, later, received) => {
        const activity = heard(T + last * HOUR, T + received * HOUR);
        const [a, b] = [
          stationState(hourly, activity, at(last + now)),
          stationState(hourly, activity, at(last + now + later)),
        ];
        expect(STATION_STATES.indexOf(b.state)).toBeGreaterThanOrEqual(STATION_STATES.indexOf(a.state));
        expect(a.since).toBeLessThanOrEqual(T + (last + now) * HOUR);
      }),
    );
  });

  it('of a place is that of its best station', () => {
    const states = [
      stationState(hourly, undefined, at(3)),
      stationState(hourly, heard(T), at(3)),
      stationState(hourly, heard(T + 2 * HOUR), at(3)),
    ];
    expect(bestState(states)?.state).toBe('live');
    expect(bestState([])).toBeUndefined();
  });

  it('is counted by medium and state, zeros too', () => {
    const station = (id: string, medium: Station['medium']) =>
      [stationId(id), { id: stationId(id), medium, period: seconds(3600) } as Station] as const;
    const stations = new Map([station('A', 'air'), station('B', 'water'), station('C', 'water')]);
    const activity = new Map([[stationId('B'), heard(T)]]);
    const counts = countStates({ stations }, activity, at(1));
    expect(counts).toHaveLength(10);
    const total = (medium: string, state: string) =>
      counts.find((each) => each.medium === medium && each.state === state)?.count;
    expect([total('air', 'never-seen'), total('water', 'live'), total('water', 'never-seen')]).toEqual([
      1, 1, 1,
    ]);
    expect(total('air', 'live')).toBe(0);
  });
});
