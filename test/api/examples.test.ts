import { readFileSync } from 'node:fs';
import { instant } from '@lanbi/standards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const sample = ['regions', 'air', 'water'].map(
  (name) =>
    parse(
      readFileSync(new URL(`../../packages/registry/sample/${name}.yaml`, import.meta.url), 'utf8'),
    ) as Record<string, object[]>,
);
const lists = [...new Set(sample.flatMap((file) => Object.keys(file)))];
const REGISTRY = Object.fromEntries(lists.map((list) => [list, sample.flatMap((file) => file[list] ?? [])]));

const NOW = Date.parse('2026-10-05T12:30:00+08:00');
/** Made readings; the last hours are above 200, so that the ready rule `aqi-heavy` fires. */
const AIR = { so2: 10, no2: 20, co: 0.5, o3: 60, pm10: 80 };
const WATER = { ph: 7.8, do: 8, codmn: 3, nh3n: 0.3, tp: 0.04, tn: 0.9 };

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly example?: string;
}
type Content = Record<string, { example?: object }>;
interface Operation {
  readonly parameters?: Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content }>;
}
interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Made before it is read, and read before it is deleted. */
const ORDER = ['post', 'get', 'put', 'delete'];
const inOrder = (a: Call, b: Call): number =>
  ORDER.indexOf(a.method) - ORDER.indexOf(b.method) || (a.path < b.path ? -1 : 1);

const callsOf = (paths: Record<string, Record<string, Operation>>): Call[] =>
  Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
    )
    .sort(inOrder);

describe('the examples of the OpenAPI document', () => {
  let app: TestApp;
  let calls: Call[];

  beforeAll(async () => {
    app = await startTestApp(REGISTRY, {}, { now: () => instant(NOW) });
    const { paths } = await app.json<{ paths: Record<string, Record<string, Operation>> }>('/openapi.json');
    calls = callsOf(paths);
    const station = await app.connect();
    const tell = (medium: string, id: string, ts: string, values: object) =>
      station.publishAsync(`env/v1/${medium}/${id}/observations`, JSON.stringify({ ts, values }), { qos: 1 });
    const sent: Promise<unknown>[] = [];
    for (const day of ['2026-09-29', '2026-10-03', '2026-10-04', '2026-10-05'])
      for (let hour = 1; hour <= 12; hour += 1) {
        const ts = `${day}T${String(hour).padStart(2, '0')}:00:00+08:00`;
        const pm2_5 = day === '2026-10-05' && hour > 8 ? 400 : 30;
        sent.push(tell('air', 'BD01', ts, { ...AIR, pm2_5 }));
        if (hour % 4 === 0)
          for (const id of ['W-AX-1', 'W-FH-2', 'W-BY-1']) sent.push(tell('water', id, ts, WATER));
      }
    sent.push(tell('air', 'NOBODY', '2026-10-05T12:00:00+08:00', AIR));
    await Promise.all(sent);
    const firing = async () =>
      (await app.json<{ data: object[] }>('/v1/alerts?ruleId=aqi-heavy&subject=BD01&state=firing')).data
        .length > 0;
    await until(firing, 'the alert fires');
    await until(async () => (await metric(app, 'lanbi_evaluate_lag')) === 0, 'all is evaluated');
  }, 300_000);
  afterAll(() => app.stop());

  it('are there for all that a call needs', () => {
    const without = calls.flatMap(({ method, path, operation: { parameters = [], requestBody } }) => [
      ...parameters
        .filter(({ required, example }) => required && example === undefined)
        .map(({ name }) => `${method} ${path} ${name}`),
      ...(requestBody && requestBody.content['application/json']?.example === undefined
        ? [`${method} ${path} body`]
        : []),
    ]);
    expect(calls.length).toBeGreaterThan(40);
    expect(without).toEqual([]);
  });

  it('work on the sample registry, one after the other', { timeout: 300_000 }, async () => {
    const answers: string[] = [];
    for (const { method, path, operation } of calls) {
      const given = (operation.parameters ?? []).filter(({ example }) => example !== undefined);
      const exampleOf = (name: string) => given.find((parameter) => parameter.name === name)?.example ?? '';
      const url = new URL(
        path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(exampleOf(name))),
        app.apiUrl,
      );
      for (const { name, example = '', in: where } of given)
        if (where === 'query') url.searchParams.set(name, example);
      const body = operation.requestBody?.content['application/json']?.example;
      const abort = new AbortController();
      const response = await fetch(url, {
        method: method.toUpperCase(),
        signal: abort.signal,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const call = `${method} ${path}`;
      // A stream has no end: that it began is what its example shows.
      if (path === '/v1/stream') {
        expect([call, response.status]).toEqual([call, 200]);
        abort.abort();
        continue;
      }
      const text = await response.text();
      expect(Object.keys(operation.responses), `${call}: ${text}`).toContain(String(response.status));
      expect([call, response.status < 300, text.slice(0, 300)]).toEqual([call, true, expect.any(String)]);
      const answer = operation.responses['200']?.content?.['application/json']?.example;
      if (!answer) continue;
      answers.push(path);
      expect(JSON.parse(text)).toEqual(answer);
    }
    expect(answers).toEqual(['aqi', 'composite-index', 'water-class'].map((of) => `/v1/calculate/${of}`));
  });
});
