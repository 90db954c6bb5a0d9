import { AIR_PARAMETERS, type ParameterCode, WATER_PARAMETERS } from '@lanbi/model';
import { HOUR, type Instant, instant, parseInstant, seconds, shift } from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredAt, type SimulatedStation } from '../src/index.ts';
import { chance, wave } from '../src/profiles/noise.ts';
import { hourOfDay } from '../src/profiles/signal-context.ts';

const PLACE: SimulatedStation = { seed: 1, station: 'BD01', waterBody: 'river' };
const HOURLY = seconds(3600);
const CODES: readonly ParameterCode[] = [...AIR_PARAMETERS, ...WATER_PARAMETERS];

function at(text: string): Instant {
  const read = parseInstant(text);
  if (read === undefined) throw new Error(`${text} is no time`);
  return read;
}

const hoursFrom = (text: string, count: number): Instant[] =>
  Array.from({ length: count }, (_, hour) => shift(at(text), (hour + 1) * HOUR));

/** The means of each hour of the day over thirty days, by the hour that they end at. */
function meanDay(parameter: ParameterCode, from: string): number[] {
  const sums = new Array<number>(24).fill(0);
  for (const to of hoursFrom(from, 30 * 24)) {
    const hour = hourOfDay(to);
    sums[hour] = (sums[hour] ?? 0) + measuredAt(PLACE, parameter, to, HOURLY) / 30;
  }
  return sums;
}

const highestHour = (day: readonly number[]): number => day.indexOf(Math.max(...day));

describe('a profile', () => {
  it.each(CODES)('of %s stays inside the measuring range, all year and wherever', (parameter) => {
    const { min, max } = PARAMETERS[parameter].range;
    const places = fc.record({
      seed: fc.integer(),
      station: fc.string({ minLength: 1, maxLength: 8 }),
      waterBody: fc.constantFrom('river', 'lake'),
    });
    const times = fc.integer({ min: at('2000-01-01T00:00:00+08:00'), max: at('2100-01-01T00:00:00+08:00') });
    fc.assert(
      fc.property(places, times, fc.constantFrom(0, 60, 3600, 14_400), (place, to, period) => {
        const value = measuredAt(place, parameter, instant(to), seconds(period));
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
        expect(measuredAt({ ...place }, parameter, instant(to), seconds(period))).toBe(value);
      }),
      { numRuns: 200 },
    );
  });

  it('moves: a day of hours is not one number', () => {
    for (const parameter of ['pm2_5', 'no2', 'o3', 'do', 'nh3n'] as const) {
      const day = hoursFrom('2026-06-10T00:00:00+08:00', 24).map((to) =>
        measuredAt(PLACE, parameter, to, HOURLY),
      );
      expect(new Set(day).size).toBeGreaterThan(5);
    }
  });

  it('is another one with another seed, and at another station', () => {
    const week = hoursFrom('2026-06-10T00:00:00+08:00', 168);
    const profile = (place: SimulatedStation) => week.map((to) => measuredAt(place, 'no2', to, HOURLY));
    expect(profile({ ...PLACE, seed: 2 })).not.toEqual(profile(PLACE));
    expect(profile({ ...PLACE, station: 'BD02' })).not.toEqual(profile(PLACE));
  });

  it('of ozone is highest in the afternoon, and higher in summer than in winter', () => {
    const summer = meanDay('o3', '2026-06-01T00:00:00+08:00');
    const winter = meanDay('o3', '2026-01-01T00:00:00+08:00');
    for (const day of [summer, winter]) {
      expect(highestHour(day)).toBeGreaterThanOrEqual(13);
      expect(highestHour(day)).toBeLessThanOrEqual(17);
    }
    expect(Math.max(...summer)).toBeGreaterThan(Math.max(...winter));
  });

  it('of nitrogen dioxide is higher in both rush hours than at noon and in the small hours', () => {
    const day = meanDay('no2', '2026-04-01T00:00:00+08:00');
    for (const rush of [8, 20])
      for (const calm of [3, 13]) expect(day[rush]).toBeGreaterThan(day[calm] ?? Number.POSITIVE_INFINITY);
  });

  it('of fine dust is highest at night and never above coarse dust', () => {
    const day = meanDay('pm2_5', '2026-01-01T00:00:00+08:00');
    expect([22, 23, 0, 1, 2, 3, 4, 5, 6]).toContain(highestHour(day));
    for (const to of hoursFrom('2026-01-01T00:00:00+08:00', 24 * 60))
      expect(measuredAt(PLACE, 'pm2_5', to, HOURLY)).toBeLessThanOrEqual(
        measuredAt(PLACE, 'pm10', to, HOURLY),
      );
  });

  it('of dissolved oxygen falls as the water warms', () => {
    const noon = (date: string) => measuredAt(PLACE, 'do', at(`${date}T12:00:00+08:00`), HOURLY);
    expect(noon('2026-01-15')).toBeGreaterThan(noon('2026-07-15'));
  });

  it('of an hour is the mean of its minutes, but for rounding', () => {
    for (const to of hoursFrom('2026-06-10T00:00:00+08:00', 24)) {
      const minutes = Array.from({ length: 60 }, (_, i) =>
        measuredAt(PLACE, 'o3', shift(to, -i * 60_000), seconds(60)),
      );
      const mean = minutes.reduce((sum, value) => sum + value, 0) / 60;
      expect(Math.abs(mean - measuredAt(PLACE, 'o3', to, HOURLY))).toBeLessThan(1.5);
    }
  });
});

describe('a year of a profile', () => {
  const year = hoursFrom('2025-12-01T00:00:00+08:00', 365 * 24);
  const of = (parameter: ParameterCode): number[] =>
    year.map((to) => measuredAt(PLACE, parameter, to, HOURLY));
  const daysOf = (hours: readonly number[]): number[][] =>
    Array.from({ length: 365 }, (_, day) => hours.slice(day * 24, day * 24 + 24));
  const mean = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0) / all.length;

  it('has a few days of dust in spring, in which coarse dust stands far above fine dust', () => {
    const [fine, coarse] = [daysOf(of('pm2_5')).map(mean), daysOf(of('pm10')).map(mean)];
    const dusty = coarse.flatMap((value, day) => (value > 3 * (fine[day] ?? 0) ? [day] : []));
    expect(dusty.length).toBeGreaterThan(0);
    expect(dusty.length).toBeLessThan(15);
    // From 1 March, day 90 of these, to the first days of May.
    for (const day of dusty) expect([day >= 89, day <= 158]).toEqual([true, true]);
  });

  it('has its fine dust in winter and its ozone in summer, and days without either', () => {
    const [fine, ozone] = [daysOf(of('pm2_5')).map(mean), daysOf(of('o3')).map((day) => Math.max(...day))];
    const [winter, summer] = [
      [0, 90],
      [182, 274],
    ] as const;
    expect(mean(fine.slice(...winter))).toBeGreaterThan(1.5 * mean(fine.slice(...summer)));
    expect(mean(ozone.slice(...summer))).toBeGreaterThan(1.8 * mean(ozone.slice(...winter)));
    // GB 3095-2012, table 1: 75 µg/m³ of PM2.5 a day, grade 2.
    const bad = fine.filter((value) => value > 75).length;
    expect(bad).toBeGreaterThan(5);
    expect(bad).toBeLessThan(90);
  });
});

describe('chance', () => {
  it('is spread evenly over [0, 1)', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(chance(1, 'station', i) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Mean 1000, standard deviation 30: five of them either side.
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('keeps its keys apart', () => {
    expect(chance('ab', 'c')).not.toBe(chance('a', 'bc'));
  });
});

describe('wave', () => {
  it('has no steps and stays in [-1, 1]', () => {
    for (let x = -50; x < 50; x += 0.01) {
      expect(Math.abs(wave(x, 'key'))).toBeLessThanOrEqual(1);
      expect(Math.abs(wave(x, 'key') - wave(x + 0.01, 'key'))).toBeLessThan(0.05);
    }
  });
});
