import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { influxEnvironments } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const GRAFANA = fileURLToPath(new URL('../../infra/grafana/', import.meta.url));
const HOUR = 3_600_000;

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly {
    readonly title: string;
    readonly datasource: { readonly uid: string };
    readonly targets: readonly { readonly query: string; readonly datasource: { readonly uid: string } }[];
  }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition: string }[] };
}

const dashboards = readdirSync(join(GRAFANA, 'dashboards')).map(
  (name) => JSON.parse(readFileSync(join(GRAFANA, 'dashboards', name), 'utf8')) as Dashboard,
);
const queries = dashboards.flatMap(({ title, panels, templating }) => [
  ...panels.flatMap((panel) =>
    panel.targets.map(({ query }) => [`${title}: ${panel.title}`, query] as const),
  ),
  ...templating.list.map(({ name, definition }) => [`${title}: choice of ${name}`, definition] as const),
]);

const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river', basin: 'basin' }],
  sections: [
    {
      ...{ id: 'S1', name: 'S1', river: 'river', region: 'city', waterBody: 'river' },
      ...{ target: 'III', control: 'national' },
    },
  ],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'city', role: 'evaluation' },
    { id: 'W1', medium: 'water', name: 'W1', region: 'city', section: 'S1', period: 14_400 },
  ],
};

describe('infra/grafana', () => {
  it('has dashboards of one data source, which is provisioned, and names no id twice', () => {
    const sources = parse(readFileSync(join(GRAFANA, 'provisioning/datasources/lanbi.yaml'), 'utf8'));
    const [{ uid, jsonData, secureJsonData }] = sources.datasources;
    expect(jsonData.version).toBe('Flux');
    expect(secureJsonData.token).toBe('$__file{/etc/lanbi/tokens/api}');
    const used = dashboards.flatMap(({ panels }) =>
      panels.flatMap(({ datasource, targets }) => [
        datasource.uid,
        ...targets.map((one) => one.datasource.uid),
      ]),
    );
    expect(new Set(used)).toEqual(new Set([uid]));
    expect(new Set(dashboards.map((one) => one.uid)).size).toBe(dashboards.length);
    expect(dashboards.length).toBe(3);
  });

  it('asks for bounded ranges only', () => {
    for (const [name, query] of queries)
      expect([name, query]).toEqual([
        name,
        expect.stringMatching(/range\(start: (v\.timeRangeStart, stop: v\.timeRangeStop|-30d)\)/),
      ]);
  });
});

describe.skipIf(influxSource === undefined)('the queries of the dashboards, asked of InfluxDB', () => {
  let influxd: Influxd;
  let app: TestApp;
  let env: Record<string, string>;
  let reader: string;

  /** Three days of readings up to now, one of them corrected, and one message that is refused. */
  async function fill(): Promise<void> {
    const station = await app.connect();
    const now = Math.floor(Date.now() / HOUR) * HOUR;
    const say = (topic: string, message: object) =>
      station.publishAsync(`env/v1/${topic}/observations`, JSON.stringify(message), { qos: 1 });
    const air = { pm2_5: 35, pm10: 60, so2: 10, no2: 20, co: 0.5, o3: 80 };
    const hours = Array.from({ length: 72 }, (_, i) => now - (71 - i) * HOUR);
    await say(
      'air/A1',
      hours.map((ts) => ({ ts, values: air })),
    );
    await say('water/W1', { ts: now, values: { ph: 7.5, do: 8, codmn: 3, nh3n: 0.4, tp: 0.1 } });
    await say('air/A1', { ts: hours[50], values: { pm2_5: 90 } });
    await say('air/A1', {});
  }

  beforeAll(async () => {
    influxd = await startInfluxd();
    const influx = await influxEnvironments(influxd);
    env = influx('all');
    reader = influx('api')['INFLUX_TOKEN'] ?? '';
    app = await startTestApp(REGISTRY, env);
    await fill();
    await until(async () => (await metric(app, 'lanbi_evaluate_observations')) >= 74, 'all is evaluated');
    await until(async () => (await metric(app, 'lanbi_evaluate_lag')) === 0, 'all is settled');
  });
  afterAll(async () => {
    await app?.stop();
    await influxd?.stop();
  });

  /** What the token of Grafana gets for a query, as CSV. */
  async function ask(query: string): Promise<string> {
    const { INFLUX_URL: url, INFLUX_ORG: org } = env;
    const answer = await fetch(`${url}/api/v2/query?org=${org}`, {
      method: 'POST',
      headers: {
        authorization: `Token ${reader}`,
        'content-type': 'application/vnd.flux',
        accept: 'text/csv',
      },
      body: query,
    });
    const said = await answer.text();
    expect([answer.status, said.includes('error')]).toEqual([200, false]);
    return said.trim();
  }

  /** The points of a field of the last days by their time. */
  async function drawn(bucket: string, measurement: string, field: string): Promise<Map<number, number>> {
    const rows = await ask(`from(bucket: "${env['INFLUX_BUCKET']}_${bucket}")
  |> range(start: -96h, stop: 24h)
  |> filter(fn: (r) => r._measurement == "${measurement}" and r._field == "${field}")
  |> keep(columns: ["_time", "_value"])`);
    const cells = rows.split(/\r?\n/).slice(1);
    return new Map(
      cells.map((row) => {
        const [, , , time = '', value] = row.split(',');
        return [Date.parse(time), Number(value)];
      }),
    );
  }

  it.each([
    ['hour', 'aqi.hour', '/v1/air/stations/A1/aqi?interval=hour'],
    ['hour', 'region.aqi.hour', '/v1/air/regions/city/aqi?interval=hour'],
    ['day', 'aqi.day', '/v1/air/stations/A1/aqi?interval=day'],
  ])('what is drawn of %s %s is what the API answers', async (bucket, measurement, path) => {
    const from = new Date(Date.now() - 96 * HOUR).toISOString();
    const to = new Date(Date.now() + 24 * HOUR).toISOString();
    interface Row {
      readonly to: string;
      readonly aqi: number | null;
      readonly concentrations: { readonly pm2_5: number | null };
    }
    const query = `&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&limit=1000&rounding=exact`;
    const { data } = await app.json<{ readonly data: readonly Row[] }>(`${path}${query}`);
    const said = (value: (row: Row) => number | null): Map<number, number> =>
      new Map(data.flatMap((row) => (value(row) === null ? [] : [[Date.parse(row.to), Number(value(row))]])));
    expect(data.length).toBeGreaterThan(2);
    expect(await drawn(bucket, measurement, 'aqi')).toEqual(said(({ aqi }) => aqi));
    expect(await drawn(bucket, measurement, 'pm2_5')).toEqual(said((row) => row.concentrations.pm2_5));
  });

  it('the class that is drawn of a section is the rank of what the API answers', async () => {
    const { class: of } = await app.json<{ readonly class: string }>('/v1/water/sections/S1/class/latest');
    const ranks = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];
    expect([...(await drawn('hour', 'class.sample', 'class')).values()]).toEqual([ranks.indexOf(of) + 1]);
  });

  it.each(queries)('%s: is answered with rows, to the token that Grafana has', async (_name, query) => {
    const { INFLUX_BUCKET: bucket } = env;
    const start = new Date(Date.now() - 96 * HOUR).toISOString();
    const stop = new Date(Date.now() + HOUR).toISOString();
    // What Grafana puts in place of its variables; imports come first in Flux.
    const variables = `option v = {timeRangeStart: ${start}, timeRangeStop: ${stop}, windowPeriod: 1m, defaultBucket: "${bucket}"}`;
    const imports = query.split('\n').filter((line) => line.startsWith('import '));
    const rest = query.split('\n').filter((line) => !line.startsWith('import '));
    const text = [...imports, variables, ...rest]
      .join('\n')
      .replaceAll(/\$\{station\}/g, 'A1')
      .replaceAll(/\$\{section\}/g, 'S1');
    const said = await ask(text);
    expect(said.split('\n').length, said).toBeGreaterThan(1);
  });
});
