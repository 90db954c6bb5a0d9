import { hour2018, type PublishedHour, sample2026 } from '@lanbi/testkit/data/published-air';
import { readShared, sharedData } from '@lanbi/testkit/data/shared-data';
import { describe, expect, it } from 'vitest';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Aqi,
  compositeIndex,
  dayMean,
  eightHourMeans,
  GB3095_2012,
  GB3095_2026_TRANSITION,
  HJ633_2012,
  HJ633_2026,
  HJ663_2026,
  hourlyAqi,
  isMissing,
  type Maybe,
  missing,
  ozoneDailyMax8h,
  roundHalfEven,
} from '../../src/index.ts';

const valuesOf = ({ values, plan }: PublishedHour): AirValues => {
  const of = (each: AirPollutant): Maybe<number> =>
    values[each] ?? missing(plan.includes(each) ? 'no-data' : 'not-monitored');
  return Object.fromEntries(AIR_POLLUTANTS.map((each) => [each, of(each)])) as Record<
    AirPollutant,
    Maybe<number>
  >;
};
const agrees = ({ aqi, primary }: Aqi, hour: PublishedHour): boolean =>
  aqi === hour.aqi && primary.length === hour.primary.size && primary.every((of) => hour.primary.has(of));

describe.skipIf(sharedData === undefined)('the national network as published', () => {
  it('2018-02-20 07:00: all 1,475 indices and primary pollutants, by the live method', () => {
    const published = hour2018().filter(({ aqi }) => aqi !== null);
    const agree = published.filter((hour) => agrees(hourlyAqi({ values: valuesOf(hour) }, HJ633_2012), hour));
    expect([published.length, agree.length]).toEqual([1475, 1475]);
  });

  it('2026-04-01: the sample but for the two that 5.3 withholds, and those too by the practice', () => {
    const hours = sample2026();
    const differ = (publishWithoutPm10: boolean) =>
      hours.filter((hour) => {
        const index = hourlyAqi({ values: valuesOf(hour) }, HJ633_2026, { publishWithoutPm10 });
        return hour.aqi === null ? !isMissing(index.aqi) : !agrees(index, hour);
      });
    expect(hours).toHaveLength(36);
    expect(differ(false).map(({ station, aqi }) => [station, aqi])).toEqual([
      ['2220A', 36],
      ['1367A', 99],
    ]);
    expect(differ(true)).toEqual([]);
  });
});

const ITEMS = ['pm10', 'pm2_5', 'no2', 'so2', 'co'] as const;

interface Day {
  readonly station: string;
  /** By column, label 1 to 24. */
  readonly of: (column: string) => Maybe<number>[];
}

function zunyi(): Day[] {
  const [head = '', ...lines] = readShared('air/cnemc-2026-04-01-zunyi-day.csv').trim().split(/\r?\n/);
  const columns = head.split(',');
  const cells = lines.map((line) => line.split(',')).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const at = columns.indexOf('stationcode');
  return [...new Set(cells.map((row) => row[at] ?? ''))].map((station) => ({
    station,
    of: (column) =>
      cells
        .filter((row) => row[at] === station)
        .map((row) => row[columns.indexOf(column)])
        .map((cell) => (cell === 'NA' ? missing('no-data') : Number(cell))),
  }));
}

/** A figure with the decimals that the network publishes. */
const printed = (item: string, value: Maybe<number> | undefined): number | undefined =>
  value === undefined || isMissing(value) ? undefined : roundHalfEven(value, item === 'co' ? 1 : 0);
const known = (value: Maybe<number> | undefined): number | undefined =>
  value === undefined || isMissing(value) ? undefined : value;

/**
 * Whether some day before, with any number of its hours valid, gives every published running mean. Backwards from
 * label 24, where nothing of it is left: per number of hours left, the span of sums that are possible, in tenths.
 */
function canBeMet(hours: Maybe<number>[], published: Maybe<number>[], scale: number): number[] {
  let spans = new Map<number, readonly [number, number]>([[0, [0, 0]]]);
  const odd: number[] = [];
  for (let label = 24; label >= 1; label -= 1) {
    const seen = hours.slice(0, label).flatMap((value) => (isMissing(value) ? [] : [value * scale]));
    const total = seen.reduce((a, b) => a + b, 0);
    const mean = (known(published[label - 1]) ?? Number.NaN) * scale;
    const met = [...spans].flatMap(([left, [low, high]]) => {
      const count = left + seen.length;
      const [least, most] = [(mean - 0.5) * count - total, (mean + 0.5) * count - total];
      const span = [Math.max(low, least), Math.min(high, most)] as const;
      return count >= 20 && span[0] <= span[1] ? [[left, span] as const] : [];
    });
    if (met.length === 0) odd.push(label);
    const next = new Map(met);
    for (const [left, [low, high]] of met) {
      const [a, b] = next.get(left + 1) ?? [low, high];
      next.set(left + 1, [Math.min(a, low), Math.max(b, high + 1000 * scale)]);
    }
    spans = next;
  }
  return odd;
}

describe.skipIf(sharedData === undefined)('Zunyi, 2026-04-01, three stations, label 1 to 24', () => {
  const editions = { gb3095: GB3095_2026_TRANSITION, hj663: HJ663_2026 };

  it('all 72 running 8 h means agree, and there is none before label 08', () => {
    let rows = 0;
    for (const { of } of zunyi()) {
      const means = eightHourMeans(of('o3'), GB3095_2026_TRANSITION);
      const published = of('o3_8h_24h');
      expect(means.map(({ value }) => printed('o3', value))).toEqual(published.map(known));
      expect(published.slice(0, 7).every(isMissing)).toBe(true);
      rows += published.length;
    }
    expect(rows).toBe(72);
  });

  it('their maximum so far agrees in all rows, and is the daily maximum 8 h in the last', () => {
    for (const { of } of zunyi()) {
      const means = eightHourMeans(of('o3'), GB3095_2026_TRANSITION).map(({ value }) => printed('o3', value));
      const soFar = means.map((_, at) => {
        const there = means.slice(0, at + 1).filter((value) => value !== undefined);
        return there.length > 0 ? Math.max(...there) : undefined;
      });
      expect(soFar).toEqual(of('o3_8h').map(known));
      expect(printed('o3', ozoneDailyMax8h(of('o3'), editions).value)).toBe(soFar[23]);
    }
  });

  it('all 15 means of the whole day agree, seven of them with hours missing', () => {
    const days = zunyi().flatMap(({ of }) => ITEMS.map((item) => ({ item, of })));
    const compared = days.map(({ item, of }) => {
      const { value, validity } = dayMean(of(item), item, GB3095_2026_TRANSITION);
      return { mean: printed(item, value), published: known(of(`${item}_24h`)[23]), validity };
    });
    expect(compared.filter(({ mean, published }) => mean === published)).toHaveLength(15);
    expect(compared.filter(({ validity }) => 'observed' in validity && validity.observed < 24)).toHaveLength(
      7,
    );
  });

  it('no running 24 h mean of the other 345 contradicts its neighbours; the day before is not in the file', () => {
    for (const { station, of } of zunyi())
      for (const item of ITEMS)
        expect([station, item, canBeMet(of(item), of(`${item}_24h`), item === 'co' ? 10 : 1)]).toEqual([
          station,
          item,
          [],
        ]);
  });

  it('of the columns named 24h two are none: the ozone of the hour and the running 8 h', () => {
    for (const { of } of zunyi()) {
      expect(of('o3_24h')).toEqual(of('o3'));
      expect(of('o3_8h_24h')).not.toEqual(of('o3_8h'));
    }
  });
});

describe.skipIf(sharedData === undefined)('composite indices as published', () => {
  const rows = () =>
    readShared('air/composite-index-published.csv')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',').slice(2).map(Number))
      .map(([pm2_5 = 0, pm10 = 0, so2 = 0, no2 = 0, co = 0, o3 = 0, published = 0]) => ({
        values: { pm2_5, pm10, so2, no2, co, o3 },
        published,
      }));
  const differences = (rounding: 'round-each' | 'round-each-integers' | 'round-terms' | 'exact') =>
    rows().map(({ values, published }) =>
      Math.round((Number(compositeIndex({ values }, GB3095_2012, { rounding }).index) - published) * 100),
    );
  const exactCount = (of: readonly number[]): number => of.filter((difference) => difference === 0).length;

  it('14 of 14 exactly when each step is rounded, whatever decimals the concentrations have', () => {
    for (const rounding of ['round-each', 'round-each-integers', 'round-terms'] as const)
      expect([rounding, exactCount(differences(rounding))]).toEqual([rounding, 14]);
  });

  it('8 of 14 exactly when only the sum is rounded, all within 0.02', () => {
    const of = differences('exact');
    expect([of.length, exactCount(of)]).toEqual([14, 8]);
    expect(of.every((difference) => Math.abs(difference) <= 2)).toBe(true);
  });
});
