import { dayOfDate, startOfDayNumber } from '@lanbi/evaluation';
import {
  type AirDayRecord,
  consumerName,
  offsetAt,
  type Registry,
  type Result,
  type Store,
} from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type Carried,
  carried,
  civilDate,
  eachPollutant,
  HOUR,
  instant,
  rational,
} from '@lanbi/standards';

/** As many as the largest cities of China have. */
export const DISTRICTS = 23;
const STATIONS = 3;
const FIRST = civilDate('2021-01-01');
const LAST = civilDate('2025-12-31');
const DISTRICT = Array.from({ length: DISTRICTS }, (_, i) => `d${i}`);

const STATION = DISTRICT.flatMap((region) => Array.from({ length: STATIONS }, (_, i) => `${region}-${i}`));

/** Districts of three stations each. */
export function registryOfDistricts(): Registry {
  const regions = DISTRICT.map((id) => ({ id, name: id, kind: 'district' }));
  const stations = STATION.map((id) => ({ id, medium: 'air', name: id, region: id.split('-', 1).join() }));
  const parsed = parseRegistry([{ name: 'bench', text: JSON.stringify({ regions, stations }) }]);
  if (!parsed.ok) throw new Error('the registry of the benchmark has faults');
  return parsed.registry;
}

/** Numbers that look like chance and come again in each run. */
const drawn = (...of: readonly number[]): number => {
  const hash = of.reduce((sum, each) => Math.imul(sum ^ (each + 0x9e3779b9), 0x85ebca6b) ^ (sum >>> 13), 7);
  return (hash >>> 0) / 2 ** 32;
};

/** Around which the values of a pollutant lie, and the tenths of a unit that its hours are measured in. */
const AROUND: Readonly<Record<AirPollutant, readonly [number, bigint]>> = {
  so2: [9, 1n],
  no2: [35, 1n],
  co: [8, 10n],
  o3: [90, 1n],
  pm10: [90, 1n],
  pm2_5: [50, 1n],
};

/** The mean of all hours of the stations of a district, as exact as the evaluation gives it. */
function dayValue(item: AirPollutant, seed: readonly number[]): Carried {
  const [around, part] = AROUND[item];
  const hours = 24 * STATIONS;
  const sum = Math.round(around * hours * (0.4 + 1.6 * drawn(...seed)));
  return carried(rational(BigInt(sum), BigInt(hours) * part));
}

function recordOf(district: number, day: number): AirDayRecord {
  const values = AIR_POLLUTANTS.map((item, at) => [item, dayValue(item, [district, day, at])] as const);
  const of = Object.fromEntries(values) as Record<AirPollutant, Carried>;
  const rests = Object.fromEntries(values.flatMap(([item, { rest }]) => (rest ? [[item, rest]] : [])));
  return {
    concentrations: eachPollutant((item) => of[item].value),
    rests,
    further: { o3_1h: Math.round(of.o3.value * 1.2) },
    coverage: eachPollutant(() => ({ expected: STATIONS, observed: STATIONS })),
    running: false,
  };
}

/** Days of five years of each district, committed day by day as evaluations are. */
export async function fillDistricts(store: Store): Promise<void> {
  const [first, last] = [dayOfDate(FIRST), dayOfDate(LAST)];
  for (let day = first; day <= last; day += 1) {
    const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
    const days = DISTRICT.map(
      (subject, i): Result<'region.aqi.day'> => ({
        kind: 'region.aqi.day',
        subject,
        from,
        to,
        body: recordOf(i, day),
      }),
    );
    await store.commit(consumerName('bench'), offsetAt(day), days, to);
  }
}

/** Hours of the last day of each station. */
export async function fillHours(store: Store): Promise<void> {
  const day = dayOfDate(LAST);
  for (let hour = 0; hour < 24; hour += 1) {
    const from = instant(startOfDayNumber(day) + hour * HOUR);
    const to = instant(from + HOUR);
    const hours = STATION.map((subject, i): Result<'aqi.hour'> => {
      const values = Object.fromEntries(
        AIR_POLLUTANTS.map((item, at) => [item, dayValue(item, [i, hour, at]).value]),
      );
      return {
        kind: 'aqi.hour',
        subject,
        from,
        to,
        body: { concentrations: eachPollutant((of) => values[of] ?? 0) },
      };
    });
    await store.commit(consumerName('bench'), offsetAt(day + 1 + hour), hours, to);
  }
}
