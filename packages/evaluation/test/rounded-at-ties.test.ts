import type { Station } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  civilDate,
  HJ633_2012,
  HJ633_2026,
  instant,
  type Maybe,
} from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airHour } from '../src/air/air-hour.ts';
import { hourConcentrations, samplesOf } from '../src/air/hour-concentrations.ts';
import { airDay, dayOfDate, regionDay, regionHour, stationDay } from '../src/index.ts';

const SIX = new Set<string>(AIR_POLLUTANTS);
const LAST = civilDate('2016-04-05');
const DAY = dayOfDate(LAST);
const NINE = instant(Date.parse('2016-04-05T09:00:00+08:00'));
const MINUTE = 60_000;
const none = { missing: 'no-data' } as const;
const so2_24h = () => ({ value: none });

/** Half to even of n / d to a number of decimals: whole numbers only, nothing of what is tested. */
function rounded(n: bigint, d: bigint, digits: number): number {
  const scaled = n * 10n ** BigInt(digits);
  const [floor, rest] = [scaled / d, (scaled % d) * 2n];
  const up = rest > d || (rest === d && floor % 2n === 1n);
  return Number(`${up ? floor + 1n : floor}e-${digits}`);
}

const ceilOf = (n: bigint, d: bigint): number => Number(n / d + (n % d > 0n ? 1n : 0n));

/** An edition, the IAQI of PM2.5 of a mean n / d of 35 to 60 µg/m³ in it, and a mean that decides, in millionths. */
const EDITIONS = [
  // Up to an integer; 35.8 is exactly 51.
  ['2012', HJ633_2012, 35_800_000, (n: bigint, d: bigint) => 50 + ceilOf(50n * (n - 35n * d), 40n * d)],
  // Rounded to an integer first: 35.5 is 36.
  ['2026', HJ633_2026, 35_500_000, (n: bigint, d: bigint) => 50 + 2 * (rounded(n, d, 0) - 35)],
] as const;

/** All but PM2.5 so low that it decides. */
const low = (of: AirPollutant): number => (of === 'co' ? 0.1 : 1);
const withFine = (value: number) =>
  Object.fromEntries(AIR_POLLUTANTS.map((of) => [of, of === 'pm2_5' ? value : low(of)])) as Record<
    AirPollutant,
    number
  >;

const stations = (count: number): readonly Station[] => [
  ...registryOf({
    regions: [{ id: 'city', name: 'City', kind: 'city' }],
    stations: Array.from({ length: count }, (_, at) => ({
      id: `S${at}`,
      medium: 'air',
      name: `S${at}`,
      region: 'city',
    })),
  }).stations.values(),
];

const closeTo = (millionths: number) => fc.integer({ min: millionths - 3, max: millionths + 3 });

describe.each(EDITIONS)(
  'the index of %s of a mean so close to a limit of its rounding that it must be exact',
  (_, hj633, close, indexOf) => {
    const millionths = closeTo(close);

    it('of the hour of a city', () => {
      fc.assert(
        fc.property(fc.array(millionths, { minLength: 1, maxLength: 8 }), (values) => {
          const points = stations(values.length).map((station, at) => ({
            station,
            values: withFine((values[at] ?? 0) / 1e6),
            so2_24h,
          }));
          const { aqi } = airHour(regionHour(points, DAY), NINE, { hj633 }).aqi;
          const sum = BigInt(values.reduce((a, b) => a + b, 0));
          expect(aqi).toBe(indexOf(sum, BigInt(values.length) * 1_000_000n));
        }),
      );
    });

    it('of the day of a city', () => {
      fc.assert(
        fc.property(
          fc.array(fc.array(millionths, { minLength: 20, maxLength: 24 }), { minLength: 1, maxLength: 4 }),
          (days) => {
            const own = days.map((hours) => {
              const of = (item: AirPollutant): Maybe<number>[] =>
                Array.from({ length: 24 }, (_, at) => {
                  const value = hours[at];
                  if (item !== 'pm2_5') return low(item);
                  return value === undefined ? none : value / 1e6;
                });
              return stationDay(of, DAY);
            });
            const points = stations(days.length).map((station, at) => {
              const values = own[at] ?? stationDay(() => [], DAY);
              const o3_1h = { value: values.further.o3_1h };
              return { station, values: values.concentrations, rests: values.rests, o3_1h };
            });
            const { aqi } = airDay({ ...regionDay(points, DAY), running: false }, DAY, { hj633 }).aqi;
            const common = days.reduce((product, hours) => product * BigInt(hours.length), 1n);
            const sum = days.reduce(
              (total, hours) =>
                total + (BigInt(hours.reduce((a, b) => a + b, 0)) * common) / BigInt(hours.length),
              0n,
            );
            expect(aqi).toBe(indexOf(sum, common * BigInt(days.length) * 1_000_000n));
          },
        ),
      );
    });

    const minutes = fc.array(millionths, { minLength: 45, maxLength: 60 });

    it('of an hour of minutes, and of a day of such hours', () => {
      const [station] = stations(1);
      fc.assert(
        fc.property(minutes, (values) => {
          const observations = values.map((value, at) => ({
            to: instant(NINE - at * MINUTE),
            period: 60,
            readings: AIR_POLLUTANTS.map((parameter) => ({
              parameter,
              value: parameter === 'pm2_5' ? value / 1e6 : low(parameter),
              flag: 'N',
              revision: 1,
            })),
          }));
          const samples = samplesOf(observations as never, NINE, station as Station);
          const { values: concentrations, rests } = hourConcentrations(samples, SIX, NINE);
          const sum = BigInt(values.reduce((a, b) => a + b, 0));
          const exact = indexOf(sum, BigInt(values.length) * 1_000_000n);
          const hour = airHour({ concentrations, ...(rests && { rests }) }, NINE, { hj633 });
          expect(hour.aqi.aqi).toBe(exact);
          const day = stationDay(
            (of) => Array.from({ length: 24 }, () => concentrations[of]),
            DAY,
            undefined,
            (of) => Array.from({ length: 24 }, () => rests?.[of]),
          );
          expect(airDay({ ...day, running: false }, DAY, { hj633 }).aqi.aqi).toBe(exact);
        }),
      );
    });
  },
);
