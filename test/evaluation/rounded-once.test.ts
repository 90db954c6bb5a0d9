import {
  type AirDayValues,
  airPeriod,
  dateOfDay,
  dayKind,
  dayOfDate,
  type EvaluatedDay,
  regionDay,
  type Subject,
  startOfDayNumber,
  stationDay,
  type Window,
  windowOf,
} from '@lanbi/evaluation';
import {
  AirDayColumns,
  type AirDayKind,
  offsetAt,
  type StandingPeriod,
  type Station,
  type StoredResult,
} from '@lanbi/model';
import { daysOfYear, SlidingWindow, SubjectDays, slidFigure } from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  civilDate,
  type Maybe,
  missing,
} from '@lanbi/standards';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBeijing } from '../support/prsa.ts';

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

/** A day of a station: 24 hours by pollutant, whole numbers or tenths of µg/m³ as published. */
type DayHours = Readonly<Record<AirPollutant, (number | undefined)[]>>;
type Hours = Map<string, Map<number, DayHours>>;

const noHours = (): DayHours =>
  Object.fromEntries(
    AIR_POLLUTANTS.map((of) => [of, Array.from({ length: 24 }, () => undefined)]),
  ) as unknown as DayHours;

function hoursOf(): Hours {
  const all: Hours = new Map();
  for (const [station, said] of readBeijing().stations) {
    const days = new Map<number, DayHours>();
    all.set(station, days);
    for (const { ts, values } of said) {
      const day = dayOfDate(civilDate(ts.slice(0, 10)));
      const hours = days.get(day) ?? noHours();
      days.set(day, hours);
      for (const of of AIR_POLLUTANTS) hours[of][Number(ts.slice(11, 13))] = values[of];
    }
  }
  return all;
}

const NONE: Fraction = { n: 0n, d: 1n };
/** Published values have at most four decimals; CO is published in µg/m³ and evaluated in mg/m³. */
const exactOf = (of: AirPollutant, value: number): Fraction =>
  fraction(BigInt(Math.round(value * 10_000)), of === 'co' ? 10_000_000n : 10_000n);

const knownOf = (of: AirPollutant, hours: readonly (number | undefined)[]): Fraction[] =>
  hours.flatMap((each) => (each === undefined ? [] : exactOf(of, each)));

/** The largest 8 h mean of those that end at 08 to 24, of at least six hours each: 14 of 17, or one above 160. */
function exactOzone(hours: readonly (number | undefined)[]): Fraction | undefined {
  const windows = Array.from({ length: 17 }, (_, at) => knownOf('o3', hours.slice(at, at + 8)))
    .filter((known) => known.length >= 6)
    .map(meanOf);
  const largest = windows.reduce((a, b) => (isBelow(a, b) ? b : a), NONE);
  // As printed, half to even: 160.5 is printed 160.
  const above = isBelow(fraction(321n, 2n), largest);
  return windows.length >= 14 || above ? largest : undefined;
}

/** The day of a station, exactly: at least 20 hours. */
function exactDay(of: AirPollutant, hours: readonly (number | undefined)[]): Fraction | undefined {
  if (of === 'o3') return exactOzone(hours);
  const known = knownOf(of, hours);
  return known.length < 20 ? undefined : meanOf(known);
}

const none = missing('no-data');
const given =
  (day: DayHours | undefined) =>
  (of: AirPollutant): Maybe<number>[] =>
    (day ?? noHours())[of].map((each) => {
      if (each === undefined) return none;
      return of === 'co' ? each / 1000 : each;
    });

/** What the text of HJ 663 makes of the days of each pollutant. */
const PERCENT: Readonly<Partial<Record<AirPollutant, bigint>>> = { co: 95n, o3: 90n };
const statisticOf = (of: AirPollutant, days: readonly Fraction[]): number => {
  const percent = PERCENT[of];
  return rounded(percent === undefined ? meanOf(days) : percentileOf(days, percent));
};

/** Exact days of a subject by pollutant, and the same days as they are evaluated. */
interface Twin {
  readonly exact: Readonly<Record<AirPollutant, Map<number, Fraction>>>;
  readonly evaluated: readonly EvaluatedDay[];
  /** The concentrations of a window by one that slides, and goes on from the window before. */
  readonly slid: (period: StandingPeriod, window: Window) => AirValues;
}

/** Periods with their days, and of how many windows one is compared where all six pollutants are. */
const ROLLING = [
  ['rolling-7d', 7, 5],
  ['rolling-30d', 30, 5],
  ['rolling-365d', 365, 200],
] as const;

describe.skipIf(sharedData === undefined)('figures of periods are rounded once (issue 20, no. 32)', () => {
  let hours: Hours = new Map();
  let exactDays: ReadonlyMap<string, Readonly<Record<AirPollutant, Map<number, Fraction>>>> = new Map();
  let values: ReadonlyMap<string, ReadonlyMap<number, AirDayValues>> = new Map();
  let days: readonly number[] = [];

  beforeAll(() => {
    hours = hoursOf();
    days = [...new Set([...hours.values()].flatMap((own) => [...own.keys()]))].sort((a, b) => a - b);
    exactDays = new Map([...hours].map(([id, own]) => [id, exactOfStation(own)]));
    values = new Map(
      [...hours].map(([id, own]) => [
        id,
        new Map(days.map((day) => [day, stationDay(given(own.get(day)), day)] as const)),
      ]),
    );
  }, 300_000);

  const exactOfStation = (own: ReadonlyMap<number, DayHours>) =>
    byPollutant((of) => {
      const known = days.flatMap((day) => {
        const value = exactDay(of, own.get(day)?.[of] ?? []);
        return value === undefined ? [] : [[day, value] as const];
      });
      return new Map(known);
    });

  const byPollutant = <Value>(make: (of: AirPollutant) => Value): Readonly<Record<AirPollutant, Value>> =>
    Object.fromEntries(AIR_POLLUTANTS.map((of) => [of, make(of)])) as unknown as Record<AirPollutant, Value>;

  async function twinOf(
    subject: Subject,
    exact: Twin['exact'],
    of: (day: number) => AirDayValues,
  ): Promise<Twin> {
    const kept = new SubjectDays(subject);
    const rows: StoredResult<AirDayKind>[] = [];
    const evaluated = days.map((day): EvaluatedDay => {
      const own = of(day);
      const stored = { kind: dayKind(subject), subject: subject.id, position: offsetAt(day) };
      const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
      rows.push({ ...stored, from, to, revision: 1, computedAt: to, body: { ...own, running: false } });
      return { date: dateOfDay(day), values: own.concentrations, rests: own.rests, further: own.further };
    });
    kept.open(rows.at(-1));
    for (const year of kept.missing(Math.min(...days), Math.max(...days))) {
      const { first, last } = daysOfYear(year);
      kept.adopt([{ year, columns: new AirDayColumns(first, last) }]);
    }
    for (const row of rows) kept.change(row);
    const windows = new Map<StandingPeriod, SlidingWindow>();
    const slid: Twin['slid'] = (period, window) => {
      const sliding = windows.get(period) ?? new SlidingWindow(kept, false);
      windows.set(period, sliding);
      return slidFigure(kept, period, window, {}, sliding).concentrations;
    };
    return { exact, evaluated, slid };
  }

  const stationTwin = (id: string): Promise<Twin> =>
    twinOf(
      { id, region: false },
      exactDays.get(id) ?? byPollutant(() => new Map()),
      (day) => values.get(id)?.get(day) ?? stationDay(given(undefined), day),
    );

  /** A city of some of the stations: at least 75 % of them, of fewer than four half. */
  function cityTwin(ids: readonly string[]): Promise<Twin> {
    const registry = registryOf({
      regions: [{ id: 'city', name: 'City', kind: 'city' }],
      stations: ids.map((id) => ({ id, medium: 'air', name: id, region: 'city', role: 'evaluation' })),
    });
    const stations = [...registry.stations.values()];
    const needed = Math.ceil(ids.length * (ids.length < 4 ? 0.5 : 0.75));
    const exact = byPollutant((of) => {
      const means = days.flatMap((day) => {
        const own = ids.flatMap((id) => exactDays.get(id)?.[of].get(day) ?? []);
        return own.length < needed ? [] : [[day, meanOf(own)] as const];
      });
      return new Map(means);
    });
    const pointOf = (station: Station, day: number) => {
      const own = values.get(station.id)?.get(day) ?? stationDay(given(undefined), day);
      const o3_1h = { value: own.further.o3_1h, rest: own.rests?.o3_1h };
      return { station, values: own.concentrations, rests: own.rests, o3_1h };
    };
    return twinOf({ id: 'city', region: true }, exact, (day) =>
      regionDay(
        stations.map((station) => pointOf(station, day)),
        day,
      ),
    );
  }

  /** Days of a window that have an exact value. */
  const inside = (exact: ReadonlyMap<number, Fraction>, last: number, length: number): Fraction[] =>
    Array.from({ length }, (_, back) => exact.get(last - length + 1 + back) ?? []).flat();

  interface Compared {
    same: number;
    readonly differ: unknown[];
  }

  /** Some of the windows that slide, and a few computed anew, against exact fractions. */
  function compare({ exact, evaluated, slid: slidOver }: Twin): Compared {
    const compared: Compared = { same: 0, differ: [] };
    for (const [period, length, step] of ROLLING)
      for (const [at, day] of days.entries()) {
        if (at % step !== 0) continue;
        const slid = slidOver(period, windowOf(period, dateOfDay(day)));
        const span = { from: dateOfDay(day - length + 1), to: dateOfDay(day) };
        const anew = at % 97 === 0 ? airPeriod(period, span, evaluated, false).concentrations : slid;
        for (const of of AIR_POLLUTANTS) {
          const own = inside(exact[of], day, length);
          const expected = own.length === 0 ? none : statisticOf(of, own);
          if (typeof expected === 'number') compared.same += 1;
          for (const found of [slid[of], anew[of]])
            if (typeof found === 'number' ? found !== expected : typeof expected === 'number')
              compared.differ.push([period, span.to, of, found, expected]);
        }
      }
    return compared;
  }

  const THREE = ['Aotizhongxin', 'Changping', 'Dingling'];

  it('CO-95 of a city of three stations is 1.951419 over the 30 days to 2016-04-05', async () => {
    const { slid, evaluated, exact } = await cityTwin(THREE);
    const [from, to] = [civilDate('2016-03-07'), civilDate('2016-04-05')];
    expect(statisticOf('co', inside(exact.co, dayOfDate(to), 30))).toBe(1.951419);
    expect(airPeriod('rolling-30d', { from, to }, evaluated, false).concentrations.co).toBe(1.951419);
    expect(slid('rolling-30d', windowOf('rolling-30d', to)).co).toBe(1.951419);
  });

  it.each([
    ['three', THREE],
    ['all twelve', undefined],
  ])('CO-95 of a city of %s is exact in each of its rolling weeks and months', async (_, ids) => {
    const { slid, exact } = await cityTwin(ids ?? [...hours.keys()]);
    let same = 0;
    const differ: unknown[] = [];
    for (const [period, length] of ROLLING.slice(0, 2))
      for (const day of days) {
        const own = inside(exact.co, day, length);
        const found = slid(period, windowOf(period, dateOfDay(day))).co;
        if (own.length === 0 || statisticOf('co', own) === found) same += 1;
        else differ.push([period, dateOfDay(day), found]);
      }
    expect(differ).toEqual([]);
    expect(same).toBe(2 * days.length);
  });

  it.each([
    ['the city of twelve stations', () => cityTwin([...hours.keys()])],
    ['Dongsi', () => stationTwin('Dongsi')],
    ['Huairou', () => stationTwin('Huairou')],
    ['Wanliu', () => stationTwin('Wanliu')],
  ])(
    'means and percentiles of all six pollutants of %s',
    async (_, twin) => {
      const compared = compare(await twin());
      expect(compared.differ).toEqual([]);
      expect(compared.same).toBeGreaterThan(3_000);
    },
    120_000,
  );
});
