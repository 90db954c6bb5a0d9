import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import type { Observation, Registry } from '@lanbi/model';
import { civilDate, HOUR, instant, startOfDate } from '@lanbi/standards';
import { observationOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeBaoding, madeBaoding } from '../support/made-baoding.ts';

const START = startOfDate(civilDate('2023-06-01'));
const AIR = ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'];

/** Numbers in [0, 1) that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/** Forty days of hours from which stations, hours and pollutants are missing at random. */
function gaps(registry: Registry): Observation[] {
  const random = numbers(20);
  const next = () => random.next().value;
  return ['MADE-1', 'MADE-2'].flatMap((station) =>
    Array.from({ length: 40 * 24 }, (_, hour) => hour).flatMap((hour) => {
      const there = AIR.filter(() => next() > 0.25);
      if (there.length === 0 || next() < 0.2) return [];
      const values = Object.fromEntries(there.map((parameter) => [parameter, Math.ceil(next() * 90)]));
      return [observationOf(registry, station, instant(START + (hour + 1) * HOUR), values)];
    }),
  );
}

/** The calls of a table: within each they differ in subject and span alone. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  'hours of a station': ['MADE-1', 'MADE-2'].flatMap((id) =>
    ['2023-06-01', '2023-06-07', '2023-06', '2020-01-01'].map(
      (day) => `/v1/air/stations/${id}/aqi?interval=hour&from=${day}&to=${day}`,
    ),
  ),
  'days of a station': ['MADE-1', 'MADE-2'].flatMap((id) =>
    ['2023-06-01', '2023-06', '2023', '2020'].map(
      (span) => `/v1/air/stations/${id}/aqi?interval=day&from=${span}&to=${span}`,
    ),
  ),
  'days of a region': ['baoding', 'jingxiu'].flatMap((id) =>
    ['2023-06-01', '2023', '2020'].map(
      (span) => `/v1/air/regions/${id}/aqi?interval=day&from=${span}&to=${span}&limit=1000`,
    ),
  ),
  'explained hours': ['2023-06-01', '2020-01-01'].map(
    (day) => `/v1/air/stations/MADE-1/aqi?from=${day}&to=${day}&explain=true`,
  ),
  'composite indices': ['MADE-1', 'MADE-2'].flatMap((id) =>
    ['period=month&at=2023-06', 'period=year&at=2023', 'period=month&at=2020-01'].map(
      (period) => `/v1/air/stations/${id}/composite-index?${period}`,
    ),
  ),
  rankings: ['2023-06', '2020-01'].map((at) => `/v1/air/rankings?level=district&at=${at}`),
  samples: ['fuhe-0', 'ditch'].flatMap((id) =>
    ['2023-09', '2023', '2020'].map((at) => `/v1/water/sections/${id}/class?from=${at}&to=${at}`),
  ),
  'months of a section': ['fuhe-0', 'ditch'].flatMap((id) =>
    ['2023-09', '2023', '2020'].map(
      (at) => `/v1/water/sections/${id}/class?interval=month&from=${at}&to=${at}`,
    ),
  ),
  'rivers of a year': ['2023', '2023-06-01'].map((at) => `/v1/water/rivers/fuhe/class?period=year&at=${at}`),
  summaries: ['period=year&at=2023', 'period=month&at=2023-09'].map((at) => `/v1/water/summary?${at}`),
  readings: ['pm10', 'o3'].map(
    (of) => `/v1/stations/MADE-1/observations?parameter=${of}&from=2023-06-01&to=2023-06-03`,
  ),
  means: ['pm10', 'o3', 'temperature'].map(
    (of) => `/v1/stations/MADE-1/observations?parameter=${of}&interval=day&from=2023-06&to=2023-06`,
  ),
  stations: ['limit=2', 'limit=1000'].map((limit) => `/v1/stations?${limit}`),
  sections: ['limit=2', 'limit=1000'].map((limit) => `/v1/sections?${limit}`),
};

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

describe('a table', () => {
  let made: MadeBaoding;
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  beforeAll(async () => {
    await alerts.open();
    made = await madeBaoding({ alerting: { alerts, dryRun: async () => [] } }, [], gaps);
  }, 300_000);
  afterAll(async () => {
    await made.close();
    await alerts.close();
  });

  const ask = async (url: string, accept: string) => {
    const { statusCode, headers, body } = await made.api.inject({ url, headers: { accept } });
    return { status: statusCode, type: String(headers['content-type']), body };
  };

  it.each(Object.entries(TABLES))('has one header whatever is missing: %s', async (_, urls) => {
    const heads = new Set<string>();
    const members = new Set<string>();
    let rows = 0;
    for (const url of urls) {
      const csv = await ask(url, 'text/csv');
      expect([url, csv.status, csv.type]).toEqual([url, 200, 'text/csv; charset=utf-8']);
      const [head = '', ...lines] = csv.body.trimEnd().split('\n');
      heads.add(head);
      const ndjson = await ask(url, 'application/x-ndjson');
      expect([url, ndjson.status, ndjson.type]).toEqual([url, 200, 'application/x-ndjson; charset=utf-8']);
      const objects = ndjson.body.split('\n').filter((line) => line !== '');
      for (const line of objects) members.add(Object.keys(JSON.parse(line) as object).join());
      // No cell of these has a line of its own.
      expect([url, objects.length]).toEqual([url, lines.length]);
      rows += objects.length;
    }
    expect([...heads]).toHaveLength(1);
    expect([...members]).toHaveLength(1);
    expect(rows).toBeGreaterThan(0);
    expect([...heads][0]).toMatch(/^\uFEFF[a-z]/i);
    // The same columns are named once each.
    const columns = [...heads][0]?.split(',') ?? [];
    expect(new Set(columns).size).toBe(columns.length);
  });

  it('has what its JSON has', async () => {
    const url = '/v1/air/stations/MADE-1/aqi?interval=day&from=2023-06&to=2023-06';
    const [head = '', ...lines] = (await ask(url, 'text/csv')).body.trimEnd().split('\n');
    const columns = head.replace('\uFEFF', '').split(',');
    interface Day {
      readonly aqi: number | null;
      readonly concentrations: Readonly<Record<string, number | null>>;
    }
    const { data } = JSON.parse((await ask(url, 'application/json')).body) as { data: Day[] };
    const cell = (line: string, column: string) => line.split(',')[columns.indexOf(column)];
    expect(data.some(({ aqi }) => aqi === null)).toBe(true);
    for (const [at, { aqi, concentrations }] of data.entries()) {
      const line = lines[at] ?? '';
      expect(cell(line, 'aqi')).toBe(aqi === null ? '' : String(aqi));
      for (const pollutant of AIR)
        expect(cell(line, `concentrations.${pollutant}`)).toBe(String(concentrations[pollutant] ?? ''));
    }
  });

  it('or 406 is the answer of every call to who asks for CSV or NDJSON; another type is 406', async () => {
    const { paths } = (await made.api.inject('/openapi.json')).json() as Document;
    const ids: Readonly<Record<string, string>> = {
      stations: 'MADE-1',
      regions: 'baoding',
      sections: 'fuhe-0',
      rivers: 'fuhe',
      lakes: 'baiyangdian',
    };
    const gets = [...Object.keys(paths).filter((path) => paths[path]?.['get']), '/openapi.json'];
    let tables = 0;
    for (const path of gets) {
      const kind = /\/(\w+)\/\{id\}/.exec(path)?.[1] ?? '';
      const filled = path.replace('{id}', ids[kind] ?? '1').replace('{period}', '2023-09');
      const query = path.includes('observations')
        ? '?parameter=pm10&from=2023-06-01'
        : /\/(air|water)\/.*(composite|rankings|(?:rivers|lakes)\/|summary|quality)/.test(path)
          ? '?at=2023-09'
          : '';
      for (const type of ['text/csv', 'application/x-ndjson']) {
        const answer = await ask(filled + query, type);
        if (answer.status === 200) tables += 1;
        const wanted = answer.status === 200 ? type : 'application/problem+json';
        expect([filled, type, answer.type.split(';')[0]]).toEqual([filled, type, wanted]);
        expect([filled, [200, 404, 406].includes(answer.status), answer.status]).toEqual([
          filled,
          true,
          answer.status,
        ]);
      }
      for (const type of ['application/xml', 'image/png'])
        expect([filled, type, (await ask(filled + query, type)).status]).toEqual([filled, type, 406]);
      if (path === '/v1/stream') continue;
      expect([filled, (await ask(filled + query, '*/*')).type]).toEqual([
        filled,
        expect.stringMatching(/json|openmetrics/),
      ]);
    }
    // Of some thirty calls with a table, in two forms.
    expect(tables).toBeGreaterThan(40);
  });

  it.each([
    '/v1/air/regions/baoding/composite-index?period=month&at=2023-06',
    '/v1/water/summary?period=year&at=2023',
    '/v1/water/rivers/fuhe/class?period=year&at=2023',
    '/v1/water/lakes/baiyangdian/class?period=year&at=2023',
    '/v1/air/stations/MADE-1/aqi/latest',
    '/v1/water/sections/fuhe-0/class/latest',
    '/v1/stations/MADE-1/latest',
    '/v1/stations/MADE-1',
    '/v1/alert-rules',
    '/v1/alert-silences',
    '/v1/alerts/undelivered',
  ])('is what a call with one natural table answers: %s', async (url) => {
    const { status, type, body } = await ask(url, 'text/csv');
    expect([status, type, body.includes(',')]).toEqual([200, 'text/csv; charset=utf-8', true]);
  });
});
