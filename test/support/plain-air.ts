import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readShared, sharedData } from '@lanbi/testkit/data/shared-data';

/** Figures of air in plain loops over the published table: nothing of what is tested takes part. */

export const POLLUTANTS = ['so2', 'no2', 'co', 'o3', 'pm10', 'pm2_5'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];
export type Six = Record<Pollutant, number | null>;

const COLUMN: Readonly<Record<Pollutant, string>> = {
  so2: 'SO2',
  no2: 'NO2',
  co: 'CO',
  o3: 'O3',
  pm10: 'PM10',
  pm2_5: 'PM2.5',
};

const HOUR = 3_600_000;
/** 1 March 2013, 00:00 at +08:00, where the table begins. */
const BEGIN = Date.parse('2013-03-01T00:00:00+08:00');

/** Hours of the twelve stations; of a pollutant by the number of the hour since the table begins. */
export interface PlainAir {
  readonly stations: readonly string[];
  readonly values: Map<string, Map<number, Six>>;
  readonly winds: Map<string, Map<number, PlainWind>>;
}

/** The published sector from which the wind blows, such as `NNW`, and its speed in m/s. */
export interface PlainWind {
  readonly sector: string;
  readonly speed: number;
}

/** @param wanted says for a month, such as 2016-02, whether its hours are used */
export function readPlainAir(wanted: (month: string) => boolean): PlainAir {
  const folder = 'air/prsa-beijing';
  const values = new Map<string, Map<number, Six>>();
  const winds = new Map<string, Map<number, PlainWind>>();
  for (const file of readdirSync(join(sharedData ?? '', folder)).filter((name) => name.endsWith('.csv.gz'))) {
    const text = readShared(join(folder, file)).replaceAll('"', '').trim();
    const [head = '', ...lines] = text.split(/\r?\n/);
    const columns = new Map(head.split(',').map((name, column) => [name, column]));
    const at = (name: string) => columns.get(name) ?? -1;
    const hours = new Map<number, Six>();
    const own = new Map<number, PlainWind>();
    let station = '';
    for (const line of lines) {
      const cells = line.split(',');
      if (!wanted(`${cells[at('year')]}-${(cells[at('month')] ?? '').padStart(2, '0')}`)) continue;
      station = cells[at('station')] ?? '';
      const [year, month, day, hour] = ['year', 'month', 'day', 'hour'].map((name) =>
        Number(cells[at(name)]),
      );
      const begin = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour) - 8 * HOUR;
      const six = {} as Six;
      for (const of of POLLUTANTS) {
        const cell = cells[at(COLUMN[of])];
        const value = cell === 'NA' ? null : Number(cell);
        six[of] = value !== null && of === 'co' ? value / 1000 : value;
      }
      if (POLLUTANTS.some((of) => six[of] !== null)) hours.set((begin - BEGIN) / HOUR, six);
      const [sector = 'NA', speed = 'NA'] = [cells[at('wd')], cells[at('WSPM')]];
      if (sector !== 'NA' && speed !== 'NA')
        own.set((begin - BEGIN) / HOUR, { sector, speed: Number(speed) });
    }
    values.set(station, hours);
    winds.set(station, own);
  }
  return { stations: [...values.keys()], values, winds };
}

/** The number of the hour that ends at an instant. */
export const hourEnding = (text: string): number => (Date.parse(text) - BEGIN) / HOUR - 1;
/** The number of the first hour of a civil day. */
export const firstHour = (date: string): number => (Date.parse(`${date}T00:00:00+08:00`) - BEGIN) / HOUR;
export const dateOfHour = (hour: number): string =>
  new Date(BEGIN + hour * HOUR + 8 * HOUR).toISOString().slice(0, 10);
export const hourOfDay = (hour: number): number => ((hour % 24) + 24) % 24;
export const endText = (hour: number): string =>
  `${new Date(BEGIN + (hour + 1) * HOUR + 8 * HOUR).toISOString().slice(0, 19)}+08:00`;

/** The days of a year, or of a month such as 2016-02. */
export function daysOf(text: string): string[] {
  const days: string[] = [];
  const first = text.length === 4 ? `${text}-01-01` : `${text}-01`;
  for (let at = Date.parse(first); ; at += 24 * HOUR) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (!day.startsWith(text)) return days;
    days.push(day);
  }
}

export const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Fewest points of a city or district: 75 per cent, of fewer than four a half. */
const fewest = (points: number): number => Math.ceil(points * (points < 4 ? 0.5 : 0.75));

const present = (values: readonly (number | null | undefined)[]): number[] =>
  values.filter((value): value is number => typeof value === 'number');

const overPoints = (values: readonly (number | null | undefined)[]): number | null => {
  const found = present(values);
  return found.length >= fewest(values.length) ? mean(found) : null;
};

export const stationHour = (air: PlainAir, station: string, of: Pollutant, hour: number): number | null =>
  air.values.get(station)?.get(hour)?.[of] ?? null;

export const regionHour = (
  air: PlainAir,
  stations: readonly string[],
  of: Pollutant,
  hour: number,
): number | null => overPoints(stations.map((station) => stationHour(air, station, of, hour)));

/** At least 20 hours; ozone: the largest of the 8 h means that end at 8 to 24, at least 14 of them or one above 160. */
export function stationDay(air: PlainAir, station: string, of: Pollutant, date: string): number | null {
  const first = firstHour(date);
  const hours = Array.from({ length: 24 }, (_, at) => stationHour(air, station, of, first + at));
  if (of !== 'o3') {
    const found = present(hours);
    return found.length >= 20 ? mean(found) : null;
  }
  const means: number[] = [];
  for (let end = 8; end <= 24; end += 1) {
    const eight = present(hours.slice(end - 8, end));
    if (eight.length >= 6) means.push(mean(eight));
  }
  const largest = Math.max(...means);
  return means.length >= 14 || largest > 160 ? largest : null;
}

export const regionDay = (
  air: PlainAir,
  stations: readonly string[],
  of: Pollutant,
  date: string,
): number | null => overPoints(stations.map((station) => stationDay(air, station, of, date)));

export const sixOf = (value: (of: Pollutant) => number | null): Six =>
  Object.fromEntries(POLLUTANTS.map((of) => [of, value(of)])) as Six;

type Table = readonly (readonly [index: number, concentration: number])[];
const INDICES = [0, 50, 100, 150, 200, 300, 400, 500];
const table = (...ends: readonly number[]): Table => ends.map((end, at) => [INDICES[at] ?? 0, end]);

/** HJ 633 breakpoints. */
const DAY: Readonly<Record<Pollutant, Table>> = {
  so2: table(0, 50, 150, 475, 800, 1600, 2100, 2620),
  no2: table(0, 40, 80, 180, 280, 565, 750, 940),
  co: table(0, 2, 4, 14, 24, 36, 48, 60),
  o3: table(0, 100, 160, 215, 265, 800),
  pm10: table(0, 50, 150, 250, 350, 420, 500, 600),
  pm2_5: table(0, 35, 75, 115, 150, 250, 350, 500),
};
const HOURLY: Readonly<Record<Pollutant, Table>> = {
  ...DAY,
  so2: table(0, 150, 500, 650, 800),
  no2: table(0, 100, 200, 700, 1200, 2340, 3090, 3840),
  co: table(0, 5, 10, 35, 60, 90, 120, 150),
  o3: table(0, 160, 200, 300, 400, 800, 1000, 1200),
};
const DAY_2026: Readonly<Record<Pollutant, Table>> = {
  ...DAY,
  pm10: table(0, 50, 120, 250, 350, 420, 500, 600),
  pm2_5: table(0, 35, 60, 115, 150, 250, 350, 500),
};

/** Rounded up, after what binary fractions leave is taken off. */
function subIndex(breakpoints: Table, value: number): number | null {
  for (const [at, [high, end]] of breakpoints.entries()) {
    const [low, begin] = breakpoints[at - 1] ?? [0, 0];
    if (at > 0 && value <= end)
      return Math.ceil(((high - low) / (end - begin)) * (value - begin) + low - 1e-9);
  }
  return breakpoints.length === INDICES.length ? 500 : null;
}

export interface PlainAqi {
  readonly aqi: number | null;
  readonly primary: readonly Pollutant[];
}

function aqiBy(breakpoints: Readonly<Record<Pollutant, Table>>, six: Six): PlainAqi {
  const all = POLLUTANTS.flatMap((of) => {
    const value = six[of];
    const index = value === null ? null : subIndex(breakpoints[of], value);
    return index === null ? [] : [{ of, index }];
  });
  if (all.length === 0) return { aqi: null, primary: [] };
  const aqi = Math.max(...all.map(({ index }) => index));
  return { aqi, primary: aqi > 50 ? all.filter(({ index }) => index === aqi).map(({ of }) => of) : [] };
}

export const dailyAqi = (six: Six): PlainAqi => aqiBy(DAY, six);
export const hourlyAqi = (six: Six): PlainAqi => aqiBy(HOURLY, six);

/** Half to even. */
function halfEven(value: number, digits: number): number {
  const scaled = value * 10 ** digits;
  const floor = Math.floor(scaled + 1e-9);
  const rest = scaled - floor;
  if (Math.abs(rest - 0.5) < 1e-7) return (floor % 2 === 0 ? floor : floor + 1) / 10 ** digits;
  return Math.round(scaled) / 10 ** digits;
}

/** Rounded first; without one of the six it is published above 100 alone. */
export function dailyAqi2026(six: Six): PlainAqi {
  const rounded = sixOf((of) => (six[of] === null ? null : halfEven(six[of], of === 'co' ? 1 : 0)));
  const found = aqiBy(DAY_2026, rounded);
  const isWhole = POLLUTANTS.every((of) => six[of] !== null);
  return isWhole || (found.aqi ?? 0) > 100 ? found : { aqi: null, primary: [] };
}

function percentile(numbers: readonly number[], p: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const k = (sorted.length - 1) * p;
  const floor = Math.floor(k);
  const low = sorted[floor] ?? 0;
  return low + ((sorted[floor + 1] ?? low) - low) * (k - floor);
}

export interface PlainPeriod {
  readonly values: Six;
  readonly index: number;
  readonly good: number;
  readonly valid: number;
  /** Days with a value. */
  readonly days: Readonly<Record<Pollutant, number>>;
}

export const LIMITS_2012: Readonly<Record<Pollutant, number>> = {
  so2: 60,
  no2: 40,
  co: 4,
  o3: 160,
  pm10: 70,
  pm2_5: 35,
};
export const LIMITS_2026: Readonly<Record<Pollutant, number>> = { ...LIMITS_2012, pm10: 60, pm2_5: 30 };

/**
 * Means, the 95th percentile of CO, the 90th of ozone; concentrations to one decimal, then each term to two, then the sum
 * (docs/evaluation.md).
 */
export function period(
  days: readonly Six[],
  limits = LIMITS_2012,
  aqiOf: (six: Six) => PlainAqi = dailyAqi,
): PlainPeriod {
  const values = sixOf((of) => {
    const found = present(days.map((day) => day[of]));
    if (found.length === 0) return null;
    if (of === 'co') return percentile(found, 0.95);
    return of === 'o3' ? percentile(found, 0.9) : mean(found);
  });
  const index = POLLUTANTS.reduce(
    (sum, of) => sum + halfEven(halfEven(values[of] ?? 0, 1) / limits[of], 2),
    0,
  );
  const indices = present(days.map((day) => aqiOf(day).aqi));
  return {
    values,
    index: halfEven(index, 2),
    good: indices.filter((aqi) => aqi <= 100).length,
    valid: indices.length,
    days: Object.fromEntries(
      POLLUTANTS.map((of) => [of, present(days.map((day) => day[of])).length]),
    ) as Record<Pollutant, number>,
  };
}

/** GB 3095 table 4: 27 days of a month, 25 of February; CO and ozone have no such row. */
export const isWholeMonth = (month: string, { days }: Pick<PlainPeriod, 'days'>): boolean =>
  (['so2', 'no2', 'pm10', 'pm2_5'] as const).every((of) => days[of] >= (month.endsWith('-02') ? 25 : 27));
