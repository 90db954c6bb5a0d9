import {
  airPeriod,
  dateOfDay,
  dayOfDate,
  type EvaluatedDay,
  regionDay,
  type Subject,
  SubjectDays,
  slidBody,
  stationDay,
  windowOf,
} from '@lanbi/evaluation';
import type { Station } from '@lanbi/model';
import { type AirPollutant, civilDate, type Maybe, missing } from '@lanbi/standards';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBeijing } from '../support/prsa.ts';
import { sharedData } from '../support/shared-data.ts';
import { registryOf } from '../support/water-run.ts';

/** A fraction of the test's own: nothing of what is tested computes with it. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
function fraction(n: bigint, d: bigint): Fraction {
  const common = gcd(n, d);
  return { n: n / common, d: d / common };
}
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const times = (a: Fraction, n: bigint, d: bigint): Fraction => fraction(a.n * n, a.d * d);
const isBelow = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;

function meanOf(values: readonly Fraction[]): Fraction {
  const sum = values.reduce(plus, { n: 0n, d: 1n });
  return times(sum, 1n, BigInt(values.length));
}

/** X(s) + (X(s+1) - X(s)) · (k - s) with k = 1 + (n - 1) · p. */
function percentileOf(values: readonly Fraction[], percent: bigint): Fraction {
  const sorted = [...values].sort((a, b) => (isBelow(a, b) ? -1 : 1));
  const k = BigInt(values.length - 1) * percent;
  const low = sorted[Number(k / 100n)] ?? { n: 0n, d: 1n };
  const high = sorted[Number(k / 100n) + 1] ?? low;
  return plus(times(low, 100n - (k % 100n), 100n), times(high, k % 100n, 100n));
}

/** Half to even, six decimals. */
function rounded({ n, d }: Fraction): number {
  const scaled = n * 1_000_000n;
  const [floor, rest] = [scaled / d, (scaled % d) * 2n];
  const up = rest > d || (rest === d && floor % 2n === 1n);
  return Number(`${up ? floor + 1n : floor}e-6`);
}

/** Hourly values of CO in µg/m³ by station and day: whole numbers, 24 places each. */
type Hours = Map<string, Map<number, (number | undefined)[]>>;

function hoursOf(): Hours {
  const all: Hours = new Map();
  for (const [station, said] of readBeijing().stations) {
    const days = new Map<number, (number | undefined)[]>();
    all.set(station, days);
    for (const { ts, values } of said) {
      const day = dayOfDate(civilDate(ts.slice(0, 10)));
      const hours = days.get(day) ?? Array.from({ length: 24 }, () => undefined);
      days.set(day, hours);
      hours[Number(ts.slice(11, 13))] = values['co'];
    }
  }
  return all;
}

const present = (hours: readonly (number | undefined)[]): number[] => hours.flatMap((each) => each ?? []);

/** The day of a station in mg/m³, exactly: at least 20 hours. */
function exactDay(hours: readonly (number | undefined)[]): Fraction | undefined {
  const known = present(hours);
  if (known.length < 20) return undefined;
  return fraction(
    known.reduce((sum, each) => sum + BigInt(each), 0n),
    1000n * BigInt(known.length),
  );
}

const CO: AirPollutant = 'co';
const none = missing('no-data');
const onlyCo =
  (hours: readonly (number | undefined)[]) =>
  (of: AirPollutant): Maybe<number>[] =>
    hours.map((each) => (of === CO && each !== undefined ? each / 1000 : none));

describe.skipIf(sharedData === undefined)('figures of periods are rounded once (no. 32)', () => {
  let hours: Hours = new Map();
  beforeAll(() => {
    hours = hoursOf();
  }, 120_000);

  const days = () =>
    [...new Set([...hours.values()].flatMap((own) => [...own.keys()]))].sort((a, b) => a - b);

  function cityDay(day: number, stations: readonly Station[]) {
    const points = stations.map((station) => {
      const { concentrations, rests, further } = stationDay(
        onlyCo(hours.get(station.id)?.get(day) ?? []),
        day,
      );
      return { station, values: concentrations, rests, further };
    });
    return regionDay(points, day);
  }

  it('CO-95 of the city over every rolling week, month and year of PRSA', async () => {
    const registry = registryOf({
      regions: [{ id: 'beijing', name: 'Beijing', kind: 'city' }],
      stations: [...hours.keys()].map((id) => ({
        id,
        medium: 'air',
        name: id,
        region: 'beijing',
        role: 'evaluation',
      })),
    });
    const stations = [...registry.stations.values()];
    const subject: Subject = { id: 'beijing', region: true };
    const kept = new SubjectDays(subject);
    const nothing = { results: async () => [], latestResult: async () => undefined };
    await kept.load(Math.min(...days()), Math.max(...days()), nothing as never);
    const exact = new Map<number, Fraction>();
    const evaluated: EvaluatedDay[] = [];
    for (const day of days()) {
      const own = [...hours.values()].flatMap((of) => exactDay(of.get(day) ?? []) ?? []);
      if (own.length >= 9) exact.set(day, meanOf(own));
      const values = cityDay(day, stations);
      kept.put(day, values, false);
      evaluated.push({
        date: dateOfDay(day),
        values: values.concentrations,
        rests: values.rests,
        further: values.further,
      });
    }
    const compared = { same: 0, differ: [] as unknown[] };
    for (const period of ['rolling-7d', 'rolling-30d', 'rolling-365d'] as const)
      for (const day of days()) {
        const window = windowOf(period, dateOfDay(day));
        const first = day + 1 - Number(period.slice(8, -1));
        // A year of fractions takes long to sort: one in fifty.
        if (period === 'rolling-365d' && day % 50 !== 0) continue;
        const values = Array.from({ length: day + 1 - first }, (_, n) => exact.get(first + n) ?? []).flat();
        if (values.length === 0) continue;
        const expected = rounded(percentileOf(values, 95n));
        const found = slidBody(kept, period, window).concentrations.co;
        if (found === expected) compared.same += 1;
        else compared.differ.push([period, dateOfDay(day), found, expected]);
        if (day % 97 !== 0) continue;
        const [from, to] = [dateOfDay(first), dateOfDay(day)];
        expect(airPeriod(period, { from, to }, evaluated, false).concentrations.co).toBe(expected);
      }
    expect(compared).toEqual({ same: expect.any(Number), differ: [] });
    expect(compared.same).toBeGreaterThan(2_800);
  }, 300_000);
});
