import type { Observation } from '@lanbi/model';
import { HOUR, type Instant, instant, seconds, shift } from '@lanbi/standards';
import { decode } from '@lanbi/wire';
import { describe, expect, it } from 'vitest';
import { messageOf, type SimulatedMessage, simulatedStation } from '../src/message.ts';
import type { FaultRates } from '../src/options.ts';
import { dueBetween } from '../src/schedule.ts';
import { smallRegistry, stationOf } from './registry.ts';

const registry = smallRegistry();
const NOON = instant(Date.parse('2026-04-01T12:00:00+08:00'));
const HOURLY = seconds(3600);

function say(id: string, to: Instant, rates: FaultRates = {}): SimulatedMessage | undefined {
  const station = stationOf(registry, id);
  return messageOf(station, simulatedStation(registry, station, 1), to, station.period, rates);
}

/** What ingest makes of a message; every value of it must be taken. */
function understood(message: SimulatedMessage | undefined): Observation {
  if (!message) throw new Error('silence');
  const decoded = decode(
    { topic: message.topic, payload: Buffer.from(message.payload) },
    registry,
    message.leavesAt,
  );
  if (decoded.kind !== 'taken') throw new Error(JSON.stringify(decoded));
  expect(decoded.refusals).toEqual([]);
  const [observation] = decoded.observations;
  if (!observation) throw new Error('no observation');
  return observation;
}

const thousandHours = Array.from({ length: 1_000 }, (_, hour) => shift(NOON, hour * HOUR));

describe('a message', () => {
  it.each(['A1', 'A2', 'W1'])('of %s is taken whole, under the period that it is about', (id) => {
    const { to, period, readings } = understood(say(id, NOON));
    const station = stationOf(registry, id);
    expect(to).toBe(NOON);
    expect(period).toBe(station.period);
    expect(readings.map(({ parameter }) => parameter)).toEqual(station.parameters);
    expect(readings.filter(({ invalid }) => invalid)).toEqual([]);
  });

  it('names the unit where the registry expects another one', () => {
    const { values } = JSON.parse(say('A2', NOON)?.payload ?? '');
    expect(values.co.unit).toBe('mg/m3');
    const co = understood(say('A2', NOON)).readings.find(({ parameter }) => parameter === 'co');
    expect(co?.value).toBe(values.co.value);
    expect(co?.value).toBeLessThan(10);
  });

  it('is the same again, and has no rates that nobody asked for', () => {
    for (const to of thousandHours) {
      const message = say('A1', to);
      expect(message).toEqual(say('A1', to));
      expect(message).toMatchObject({ leavesAt: to, copies: 1 });
      expect(message?.payload).not.toContain('flag');
    }
  });

  it('has faults, gaps, duplicates and late arrivals as often as asked', () => {
    const often = { faults: 0.1, gaps: 0.1, duplicates: 0.1, late: 0.1 };
    const said = thousandHours.map((to) => ({ to, message: say('A1', to, often) }));
    const heard = said.flatMap(({ to, message }) => (message ? [{ to, ...message }] : []));
    const flagged = heard.flatMap(({ payload }) => payload.match(/"flag":"D"/g) ?? []);
    // A tenth of n, within five standard deviations.
    const near = (count: number, n: number): boolean => Math.abs(count - n / 10) < 5 * Math.sqrt(n * 0.09);
    expect(near(said.length - heard.length, said.length)).toBe(true);
    expect(near(heard.filter(({ copies }) => copies === 2).length, heard.length)).toBe(true);
    expect(near(heard.filter(({ to, leavesAt }) => leavesAt > to).length, heard.length)).toBe(true);
    expect(near(flagged.length, heard.length * 6)).toBe(true);
    for (const { to, leavesAt } of heard) expect((leavesAt - to) / HOUR).toBeLessThanOrEqual(6);
  });

  it('with every value at fault is kept, and none of it is valid', () => {
    const { readings } = understood(say('A1', NOON, { faults: 1 }));
    expect(readings.map(({ invalid }) => invalid)).toEqual(new Array(6).fill('flag'));
  });
});

describe('what is due', () => {
  const day = (id: string, minutes: boolean) =>
    dueBetween(stationOf(registry, id), NOON, shift(NOON, 24 * HOUR), minutes);

  it('is each hour once, whatever the steps that one goes by', () => {
    const station = stationOf(registry, 'A1');
    const steps = Array.from({ length: 1_440 }, (_, i) => shift(NOON, i * 60_000));
    const stepped = steps.flatMap((from) => dueBetween(station, from, shift(from, 60_000), false));
    expect(stepped).toEqual(day('A1', false));
    expect(stepped.map(({ to }) => (to - NOON) / HOUR)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  });

  it('is a water sample at 16, 20, 0, 4, 8 and 12 o’clock at +08:00', () => {
    expect(day('W1', true).map(({ to }) => (to - NOON) / HOUR)).toEqual([4, 8, 12, 16, 20, 24]);
  });

  it('is with minutes each minute of an air station and its hours', () => {
    const due = day('A1', true);
    expect(due.filter(({ period }) => period === 60)).toHaveLength(1_440);
    expect(due.filter(({ period }) => period === HOURLY)).toHaveLength(24);
  });

  it('is a daily period at midnight of +08:00', () => {
    const station = { ...stationOf(registry, 'A1'), period: seconds(86_400) };
    const due = dueBetween(station, NOON, shift(NOON, 24 * HOUR), false);
    expect(due.map(({ to }) => to)).toEqual([Date.parse('2026-04-02T00:00:00+08:00')]);
  });
});
