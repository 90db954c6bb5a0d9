import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant, HOUR, instant } from '@lanbi/standards';
import { readShared, sharedData } from '@lanbi/testkit/data/shared-data';
import { metric, type TestApp, until } from './app.ts';

const FOLDER = 'air/prsa-beijing';
const COLUMNS = [
  ['PM2.5', 'pm2_5'],
  ['PM10', 'pm10'],
  ['SO2', 'so2'],
  ['NO2', 'no2'],
  ['CO', 'co'],
  ['O3', 'o3'],
] as const;

/** What a station says of an hour, as published: the hour stands at its begin, CO is in µg/m³. */
interface Said {
  readonly ts: string;
  readonly period: 3600;
  readonly values: Readonly<Record<string, number>>;
}

/** Hourly readings of twelve stations of Beijing, 2013-03 to 2017-02: 35,064 hours of each. */
export interface Beijing {
  readonly file: object;
  readonly stations: ReadonlyMap<string, readonly Said[]>;
}

/** Reads a cell of a row, by the name of its column. */
type CellOf = (row: readonly string[], name: string) => string;

function saidOf(row: readonly string[], cellOf: CellOf): Said {
  const at = (name: string): number => Number(cellOf(row, name));
  const begin = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour')) - 8 * HOUR;
  const values = COLUMNS.flatMap(([column, parameter]) => {
    const text = cellOf(row, column);
    return text === 'NA' ? [] : [[parameter, Number(text)] as const];
  });
  return { ts: formatInstant(instant(begin)), period: 3600, values: Object.fromEntries(values) };
}

function stationHours(file: string, isWanted: (date: string) => boolean): readonly [string, Said[]] {
  const text = readShared(join(FOLDER, file)).replaceAll('"', '').trim();
  const [names = [], ...rows] = text.split(/\r?\n/).map((line) => line.split(','));
  const columns = new Map(names.map((name, at) => [name, at]));
  const cellOf: CellOf = (row, name) => row[columns.get(name) ?? -1] ?? 'NA';
  const two = (row: readonly string[], name: string): string => cellOf(row, name).padStart(2, '0');
  const wanted = rows.filter((row) =>
    isWanted(`${cellOf(row, 'year')}-${two(row, 'month')}-${two(row, 'day')}`),
  );
  return [cellOf(rows[0] ?? [], 'station'), wanted.map((row) => saidOf(row, cellOf))];
}

/** @param isWanted says of a date, such as 2016-02-01, whether its hours are read */
export function readBeijing(isWanted: (date: string) => boolean = () => true): Beijing {
  const files = readdirSync(join(sharedData ?? '', FOLDER)).filter((file) => file.endsWith('.csv.gz'));
  const stations = new Map(files.map((file) => stationHours(file, isWanted)));
  const registered = [...stations.keys()].map((id) => ({
    id,
    medium: 'air',
    name: id,
    region: 'beijing',
    role: 'evaluation',
    stamp: 'begin',
    units: { co: 'ug/m3' },
  }));
  const regions = [{ id: 'beijing', name: { zh: '北京市', en: 'Beijing' }, kind: 'city' }];
  return { file: { regions, stations: registered }, stations };
}

/** Hours of a station in one message. */
const DAY = 24;
/** Messages that a station's connection has under way. */
const MESSAGES = 48;

/**
 * Sends the hours of the years asked for as the stations would after an outage: a day a message, all stations side by side.
 * Answers how many observations the stations had acknowledged.
 */
async function send(app: TestApp, { stations }: Beijing, years: RegExp): Promise<number> {
  const client = await app.connect();
  const lists = [...stations].map(([id, hours]) => ({ id, own: hours.filter(({ ts }) => years.test(ts)) }));
  const length = Math.max(...lists.map(({ own }) => own.length));
  let sent = 0;
  let under: Promise<unknown>[] = [];
  for (let at = 0; at < length; at += DAY)
    for (const { id, own } of lists) {
      // An hour with no value at all was never sent.
      const some = own.slice(at, at + DAY).filter(({ values }) => Object.keys(values).length > 0);
      if (some.length === 0) continue;
      sent += some.length;
      const topic = `env/v1/air/${id}/observations`;
      under.push(client.publishAsync(topic, JSON.stringify(some), { qos: 1 }));
      if (under.length < MESSAGES) continue;
      await Promise.all(under);
      under = [];
    }
  await Promise.all(under);
  return sent;
}

/** Between two scrapes, each of which costs milliseconds of the process that is measured. */
const POLL_MS = 500;

/** From the broker to evaluated figures. Returns how many observations, and seconds until they were acknowledged and evaluated. */
export async function runBeijing(
  app: TestApp,
  beijing: Beijing,
  years: RegExp,
  deadlineMs: number,
): Promise<{ readonly observations: number; readonly acknowledged: number; readonly evaluated: number }> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const observations = await send(app, beijing, years);
  const acknowledged = seconds();
  const evaluated = () => metric(app, 'lanbi_evaluate_observations');
  const all = async () => (await evaluated()) >= observations;
  await until(all, `${observations} evaluated`, deadlineMs, POLL_MS);
  await until(
    async () => (await metric(app, 'lanbi_evaluate_lag')) === 0,
    'all is evaluated',
    deadlineMs,
    POLL_MS,
  );
  return { observations, acknowledged, evaluated: seconds() };
}

/** The reference for 2016 over the twelve stations, to its stated digits (README of the published readings). */
export const BEIJING_2016 = {
  pm2_5: 71.9,
  pm10: 94.8,
  so2: 9.8,
  no2: 46.4,
  co: 3.2,
  o3: 199.5,
  index: 6.77,
} as const;

export interface Year2016 {
  readonly index: number | null;
  readonly concentrations: Readonly<Record<string, number | null>>;
  readonly edition: string;
  readonly validity: { readonly kind: string };
  readonly provisional: boolean;
  readonly days: Readonly<Record<string, number>>;
  readonly goodDays: { readonly good: number; readonly valid: number };
  readonly primaryDays: Readonly<Record<string, number>>;
}

export const year2016 = (app: TestApp): Promise<Year2016> =>
  app.json('/v1/air/regions/beijing/composite-index?period=year&at=2016');

/** The same figures of an answer, to the digits of the reference. */
export const asReference = ({ index, concentrations }: Year2016): Record<string, number | null> => ({
  ...Object.fromEntries(
    Object.entries(concentrations).map(([of, value]) => [
      of,
      value === null ? null : Number(value.toFixed(1)),
    ]),
  ),
  index,
});
