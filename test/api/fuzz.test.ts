import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { type JsonSchema, valuesOf } from './support/from-schema.ts';

const REGISTRY = {
  regions: [
    { id: 'c', name: { zh: '市', en: 'C' }, kind: 'city' },
    { id: 'd', name: '区', kind: 'district', parent: 'c' },
  ],
  stations: [
    { id: 'A1', medium: 'air', name: '甲', region: 'd' },
    { id: 'W1', medium: 'water', name: '乙', region: 'd', section: 's' },
  ],
  lakes: [{ id: 'l', name: '湖' }],
  rivers: [{ id: 'v', name: '河' }],
  sections: [
    { id: 's', name: '断面', river: 'v', region: 'd', waterBody: 'river', target: 'III' },
    { id: 't', name: '湖心', lake: 'l', region: 'd', waterBody: 'lake', target: 'III' },
  ],
};
const KNOWN = ['A1', 'W1', 'c', 'd', 's', 't', 'v', 'l', '1', 'aqi-heavy'];
/** Requests for each call. */
const RUNS = 25;
const METHODS = ['get', 'post', 'put', 'delete'] as const;

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
}
interface Call {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}
interface Sent {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly accept: string;
}

/** Requests that a call might get. */
function requestsOf(
  { parameters = [], requestBody, responses }: Call,
  { components }: Document,
): fc.Arbitrary<Sent> {
  const of = (place: string) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    const required = here.filter((parameter) => parameter.required).map(({ name }) => name);
    const values = here.map(
      ({ name, schema }) => [name, valuesOf(schema, components.schemas, KNOWN)] as const,
    );
    const all = fc.record(Object.fromEntries(values), { requiredKeys: required as never[] });
    // A call with many parameters is refused for one of them nearly always: half of the requests have a few.
    const optional = here.map(({ name }) => name).filter((name) => !required.includes(name));
    const few = fc
      .tuple(
        fc.record(Object.fromEntries(values)),
        fc.shuffledSubarray(optional).map((all) => all.slice(0, 3)),
      )
      .map(([each, chosen]) =>
        Object.fromEntries([...required, ...chosen].map((name) => [name, each[name]])),
      );
    return fc.oneof(all, few);
  };
  // A type that a call does not have is 406, and is asked for as well.
  const types = Object.keys(responses['200']?.content ?? {});
  const accepted = [...types, ...types, ...types, '*/*', '*/*', '*/*', 'nonsense'];
  const schema = requestBody?.content?.['application/json']?.schema;
  return fc.record({
    path: of('path'),
    query: of('query'),
    accept: fc.constantFrom(...accepted),
    ...(schema && { body: valuesOf(schema, components.schemas, KNOWN) }),
  }) as fc.Arbitrary<Sent>;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** Never an empty or a dotted segment: those are other paths. */
function urlOf(path: string, { path: ids, query }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = textOf(ids[name]);
    return /^\.{0,2}$/.test(text) ? 'A1' : encodeURIComponent(text.toWellFormed());
  });
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, textOf(value).toWellFormed()]),
  );
  return `${filled}?${asked}`;
}

describe('the OpenAPI document', () => {
  let app: TestApp;
  let document: Document;
  let ajv: Ajv2020;
  const compiled = new Map<string, ValidateFunction>();

  beforeAll(async () => {
    app = await startTestApp(REGISTRY);
    document = await app.json<Document>('/openapi.json');
    // Formats are notes here; what they say of a value is tested where it is made.
    ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'https://lanbi.test/', ...document });
    const client = await app.connect();
    const say = (topic: string, ts: string, values: object) =>
      client.publishAsync(`env/v1/${topic}/observations`, JSON.stringify({ ts, values }), { qos: 1 });
    for (let hour = 10; hour < 20; hour++) {
      await say('air/A1', `2026-04-01T${hour}:00:00+08:00`, {
        pm2_5: 35 + hour,
        pm10: 60,
        so2: 9,
        no2: 20,
        co: 0.5,
        o3: 90,
      });
      await say('water/W1', `2026-04-01T${hour}:00:00+08:00`, {
        do: 7,
        codmn: 5,
        nh3n: 0.4,
        tp: 0.3,
        ph: 7.5,
      });
    }
    await client.publishAsync('env/v1/air/NOBODY/observations', '{"ts":0}', { qos: 1 });
    await until(
      async () =>
        (await app.get('/v1/water/sections/s/class/latest')).ok &&
        (await app.get('/v1/air/stations/A1/aqi/latest')).ok,
      'figures of both media',
    );
  });
  afterAll(() => app?.stop());

  it('is valid', async () => {
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  });

  /** The check of an answer against the schema at a place of the document. */
  function checkAt(pointer: readonly string[]): ValidateFunction {
    const place = pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    const known = compiled.get(place);
    if (known) return known;
    const check = ajv.compile({ $ref: `https://lanbi.test/#/${encodeURI(place)}` });
    compiled.set(place, check);
    return check;
  }

  /** What is wrong with an answer: a failure of ours, or something that the document does not describe. */
  async function faultOf(path: string, method: string, answer: Response): Promise<string | undefined> {
    const { status, headers } = answer;
    const text = await answer.text();
    if (status >= 500) return `${status}: ${text}`;
    const responses = document.paths[path]?.[method]?.responses ?? {};
    const key = responses[status] ? String(status) : `${Math.floor(status / 100)}XX`;
    const said = responses[key];
    if (!said) return `${status} is not in the document`;
    if (!said.content) return undefined;
    const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
    if (!said.content[type]) return `${status} with ${type}, not in the document`;
    if (!type.endsWith('json') || type.includes('ndjson')) return undefined;
    const check = checkAt(['paths', path, method, 'responses', key, 'content', type, 'schema']);
    return check(JSON.parse(text))
      ? undefined
      : `${status}: ${ajv.errorsText(check.errors)} in ${text.slice(0, 500)}`;
  }

  it('describes all that is answered, whatever is asked', { timeout: 240_000 }, async () => {
    const counts = { calls: 0, requests: 0, fine: 0 };
    for (const [path, calls] of Object.entries(document.paths))
      for (const method of METHODS) {
        const call = calls[method];
        // A stream has no end.
        if (!call || path === '/v1/stream') continue;
        counts.calls += 1;
        const property = fc.asyncProperty(requestsOf(call, document), async (sent) => {
          const answer = await fetch(app.apiUrl + urlOf(path, sent), {
            method: method.toUpperCase(),
            headers: { accept: sent.accept, ...('body' in sent && { 'content-type': 'application/json' }) },
            ...('body' in sent && { body: JSON.stringify(sent.body) }),
          });
          counts.requests += 1;
          if (answer.ok) counts.fine += 1;
          expect(
            await faultOf(path, method, answer),
            `${method} ${urlOf(path, sent)} ${JSON.stringify(sent.body)}`,
          ).toBeUndefined();
        });
        await fc.assert(property, { numRuns: RUNS });
      }
    expect(counts.calls).toBeGreaterThan(45);
    expect(counts.requests).toBeGreaterThanOrEqual(counts.calls * RUNS);
    // It is no test of refusals alone.
    expect(counts.fine).toBeGreaterThan(counts.requests / 10);
  });
});
