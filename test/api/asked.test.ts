import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { type MadeBaoding, readBaoding } from '../support/made-baoding.ts';
import { wholeRows } from '../support/whole-rows.ts';

const REGISTRY = {
  regions: [{ id: 'd', name: 'd', kind: 'district' }],
  stations: [{ id: 'A1', medium: 'air', name: 'a', region: 'd' }],
};

interface Schema {
  readonly enum?: readonly string[];
}
interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema?: Schema;
}
interface Call {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Call>>>>;
}
interface Refusal {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

describe('what a call does not take', () => {
  let app: TestApp;
  let calls: { path: string; method: string; call: Call }[];
  beforeAll(async () => {
    app = await startTestApp(REGISTRY);
    const { paths } = await app.json<Document>('/openapi.json');
    calls = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, call]) => ({ path, method: method.toUpperCase(), call })),
    );
    calls.push({ path: '/openapi.json', method: 'GET', call: {} });
  });
  afterAll(() => app?.stop());

  const ask = async (method: string, path: string, query: string, body?: object) => {
    const url = path.replaceAll('{period}', '2026-01').replaceAll(/\{\w+\}/g, 'A1');
    const answer = await fetch(`${app.apiUrl}${url}?${query}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const found = (await answer.json()) as Refusal;
    return { at: `${method} ${path}?${query}`, status: answer.status, ...found };
  };
  const queryOf = ({ parameters = [] }: Call) => parameters.filter((each) => each.in === 'query');

  it('is refused by every call, by name, and with the nearest that it takes', async () => {
    expect(calls.length).toBeGreaterThan(45);
    let near = 0;
    for (const { path, method, call } of calls) {
      const unknown = await ask(method, path, 'zzzzzzzz=1&form_=2');
      expect(unknown).toMatchObject({
        status: 400,
        type: 'https://lanbi.dev/problems/bad-request',
        detail: expect.stringContaining('querystring/zzzzzzzz: no such parameter'),
      });
      for (const { name } of queryOf(call).filter((each) => each.name.length > 3)) {
        const misspelt = `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`;
        if (misspelt === name) continue;
        const answer = await ask(method, path, `${misspelt}=1`);
        expect([answer.status, answer.detail]).toEqual([
          400,
          expect.stringContaining(`did you mean ${name}?`),
        ]);
        near += 1;
      }
    }
    expect(near).toBeGreaterThan(100);
  });

  it('is refused where it is given twice, and a value that is not one of a list', async () => {
    for (const { path, method, call } of calls)
      for (const { name, schema } of queryOf(call)) {
        expect(await ask(method, path, `${name}=1&${name}=2`)).toMatchObject({
          status: 400,
          detail: expect.stringContaining(`querystring/${name}: given 2 times`),
        });
        const [known] = schema?.enum ?? [];
        if (known === undefined || method !== 'GET') continue;
        expect(await ask(method, path, `${name}=${known}x`)).toMatchObject({
          status: 400,
          detail: expect.stringContaining(`"${known}x" is none of ${schema?.enum?.join(', ')}`),
        });
      }
  });

  it('is refused in a body, by its place, also where the call takes none', async () => {
    let bodies = 0;
    for (const { path, method, call } of calls.filter(
      (each) => each.method === 'POST' || each.method === 'PUT',
    )) {
      const kind = path.endsWith('annotations') ? { kind: 'dust-day' } : {};
      const place = path.replace('annotations/{id}', 'annotations/1');
      const answer = await ask(method, place, '', { ...kind, zzzzzzzz: 1 });
      const field = { field: 'body/zzzzzzzz', message: expect.stringContaining('no such member') };
      expect([answer.at, answer.status, answer.errors]).toEqual([
        answer.at,
        400,
        expect.arrayContaining([field]),
      ]);
      if (call.requestBody !== undefined) bodies += 1;
    }
    expect(bodies).toBeGreaterThan(7);
    const values = { pm25: 1, pm10: 2 };
    const misspelt = await ask('POST', '/v1/calculate/aqi', '', { kind: 'dialy', values });
    expect(misspelt.errors).toEqual(
      expect.arrayContaining([
        { field: 'body/values/pm25', message: 'no such member; did you mean pm2_5?' },
        { field: 'body/kind', message: '"dialy" is none of hourly, daily; did you mean daily?' },
      ]),
    );
    const nothing = await ask('POST', '/v1/calculate/aqi', '', {});
    expect(nothing.errors).toContainEqual({ field: 'body/kind', message: 'missing' });
  });

  it.each([
    ['form=2026-04-01', 'from'],
    ['frm=2026-04-01', 'from'],
    ['intervall=day', 'interval'],
    ['Limit=5', 'limit'],
    ['From=2026-04-01', 'from'],
  ])('is refused where it is misspelt: %s', async (query, name) => {
    const answer = await ask('GET', '/v1/air/stations/{id}/aqi', query);
    expect([answer.status, answer.detail]).toEqual([400, expect.stringContaining(`did you mean ${name}?`)]);
    expect((await ask('GET', '/v1/air/stations/{id}/aqi', 'start=2026-04-01')).detail).toContain(
      'this call takes limit, cursor, edition, method, explain, fields, from, to, interval',
    );
  });
});

describe('a span', () => {
  let made: MadeBaoding;
  beforeAll(async () => {
    made = await readBaoding();
  }, 300_000);
  afterAll(() => made.close());

  interface Row {
    readonly from: string;
    readonly to: string;
  }
  const get = async (url: string) => {
    const answer = await made.api.inject(url);
    return { status: answer.statusCode, body: answer.json() };
  };
  /** How many rows there are, the begin of the first and the end of the last. */
  async function ends(url: string): Promise<readonly unknown[]> {
    const { status, body } = await get(`${url}&limit=1000`);
    expect([url, status, body.detail]).toEqual([url, 200, undefined]);
    const rows = wholeRows<Row>(body);
    return [rows.length, rows[0]?.from.slice(0, 16), rows.at(-1)?.to.slice(0, 16)];
  }
  const HOUR = '/v1/air/stations/MADE-1/aqi?interval=hour';
  const DAY = '/v1/air/regions/baoding/aqi?interval=day';
  const MEANS = '/v1/stations/MADE-1/observations?parameter=o3&interval=hour';
  const RAW = '/v1/stations/MADE-1/observations?parameter=o3&interval=raw';
  const CLASS = '/v1/water/sections/fuhe-0/class?interval=day';
  const zoned = (time: string) => `${time}%2B08:00`;

  // Twenty hours of the day were made, from 04:00; means have a row for each hour.
  it.each([
    [HOUR, 20, '2023-09-11T04:00'],
    [RAW, 20, '2023-09-11T04:00'],
    [MEANS, 24, '2023-09-11T00:00'],
  ] as const)('of one date has all its hours: %s', async (url, hours, first) => {
    const whole = [hours, first, '2023-09-12T00:00'];
    expect(await ends(`${url}&from=2023-09-11&to=2023-09-11`)).toEqual(whole);
    const begin = zoned('2023-09-11T00:00:00');
    for (const end of ['2023-09-11T23:59:59', '2023-09-11T23:59:59.999', '2023-09-12T00:00:00'])
      expect([end, await ends(`${url}&from=${begin}&to=${zoned(end)}`)]).toEqual([end, whole]);
  });

  it.each([DAY, CLASS])('of one date has the day: %s', async (url) => {
    const day = [1, '2023-09-15T00:00', '2023-09-16T00:00'];
    expect(await ends(`${url}&from=2023-09-15&to=2023-09-15`)).toEqual(day);
    for (const end of ['2023-09-15T23:59:59', '2023-09-15T12:00:00', '2023-09-16T00:00:00'])
      expect([end, await ends(`${url}&from=2023-09-15&to=${zoned(end)}`)]).toEqual([end, day]);
  });

  it('may be months and years, and reaches into the period that holds its end', async () => {
    const month = [30, '2023-09-01T00:00', '2023-10-01T00:00'];
    expect(await ends(`${DAY}&from=2023-09&to=2023-09`)).toEqual(month);
    expect(await ends(`${DAY}&from=2023-09-01&to=2023-09-30`)).toEqual(month);
    expect(await ends(`${DAY}&from=2023&to=2023`)).toEqual([365, '2023-01-01T00:00', '2024-01-01T00:00']);
    const class_ = '/v1/water/sections/fuhe-0/class?interval=month';
    const september = [1, '2023-09-01T00:00', '2023-10-01T00:00'];
    for (const span of [
      'from=2023-09&to=2023-09',
      'from=2023-09-03&to=2023-09-05',
      'from=2023-09-30&to=2023-09-30',
    ])
      expect([span, await ends(`${class_}&${span}`)]).toEqual([span, september]);
    const within = `from=${zoned('2023-09-11T10:10:00')}&to=${zoned('2023-09-11T10:20:00')}`;
    for (const url of [HOUR, MEANS])
      expect(await ends(`${url}&${within}`)).toEqual([1, '2023-09-11T10:00', '2023-09-11T11:00']);
  });

  const EMPTY = [
    'from=2023-09-12&to=2023-09-11',
    'from=2023-09-12&to=2023-08',
    `from=${zoned('2023-09-11T00:00:00')}&to=${zoned('2023-09-11T00:00:00')}`,
    `from=2023-09-11&to=${zoned('2023-09-11T00:00:00')}`,
    `from=2023-09-12&to=${zoned('2023-09-11T23:59:59')}`,
    'from=2025-01-01',
    'from=2023-09-11&to=2023-09-11T23:59:59',
    'from=2023-09-11%2000:00:00&to=2023-09-12',
    'from=2023-9-1&to=2023-09-12',
    'from=20230901&to=2023-09-12',
    'from=2023-13&to=2023-09-12',
    'from=1694361600&to=2023-09-12',
    'from=&to=2023-09-12',
  ];
  it.each(EMPTY)('that is empty, reversed, to come or no time is 400 everywhere: %s', async (span) => {
    for (const url of [HOUR, DAY, MEANS, RAW, CLASS, '/v1/audit?limit=5']) {
      const { status, body } = await get(`${url}&${span}`);
      expect([url, status, body.type]).toEqual([url, 400, 'https://lanbi.dev/problems/bad-time']);
      expect(body.detail).toMatch(/^(from|to): /);
    }
    const [from = '', to = ''] = span.split('&').map((part) => decodeURIComponent(part.split('=')[1] ?? ''));
    if (to === '') return;
    const recomputed = await made.api.inject({ method: 'POST', url: '/v1/recompute', payload: { from, to } });
    // Whole days are compared: 00:00 as an end is of the day before.
    expect([from, to, recomputed.statusCode]).toEqual([from, to, 400]);
  });

  it('says how a time without its offset is written', async () => {
    const { body } = await get(`${DAY}&from=2023-09-11&to=2023-09-11%2023:59:59`);
    expect(body.detail).toContain('write 2023-09-11T23:59:59+08:00, or the date alone');
  });
});

describe('a period', () => {
  let made: MadeBaoding;
  beforeAll(async () => {
    made = await readBaoding();
  }, 300_000);
  afterAll(() => made.close());

  const PERIODS = [
    '/v1/air/stations/MADE-1/composite-index?',
    '/v1/air/regions/baoding/composite-index?',
    '/v1/air/rankings?',
    '/v1/water/rivers/fuhe/class?',
    '/v1/water/lakes/baiyangdian/class?',
    '/v1/water/summary?',
  ];
  const problem = async (url: string) => {
    const answer = await made.api.inject(url);
    return [url, answer.statusCode, answer.json().detail];
  };

  // It is 20 January 2024.
  it.each([
    'period=rolling-7d&at=2027-05-05',
    'period=rolling-30d&at=2024-01-21',
    'period=month-to-date&at=2024-01-31',
    'period=year-to-date&at=2025',
    'period=month&at=2024-02',
    'period=month&at=2024-02-01',
    'period=quarter&at=2024-04',
    'period=year&at=2025',
    'period=half-year&at=2024-07-01T00:00:00%2B08:00',
    'period=custom&from=2024-02-01&to=2024-02-03',
  ])('that is to come is 400 and says so: %s', async (query) => {
    for (const url of PERIODS)
      expect(await problem(url + query)).toEqual([
        url + query,
        400,
        expect.stringContaining('in the future'),
      ]);
    const to = query.replace('period=', 'interval=').replace('at=', 'to=');
    if (/rolling|to-date|custom/.test(query))
      expect((await problem(`/v1/water/sections/fuhe-0/class?${to}`))[1]).toBe(400);
  });

  it.each([
    ['period=month&at=2024', '2024-01-01', '2024-02-01'],
    ['period=quarter&at=2024-03', '2024-01-01', '2024-04-01'],
    ['period=year-to-date&at=2024', '2024-01-01', '2024-01-21'],
    ['period=rolling-7d&at=2024-01', '2024-01-14', '2024-01-21'],
    ['period=month&at=2023', '2023-12-01', '2024-01-01'],
    ['period=custom&from=2023-03&to=2023-04', '2023-03-01', '2023-05-01'],
    ['period=custom&from=2023&to=2023', '2023-01-01', '2024-01-01'],
    [
      'period=custom&from=2023-03-01T10:00:00%2B08:00&to=2023-03-03T00:00:00%2B08:00',
      '2023-03-01',
      '2023-03-03',
    ],
  ])('that runs or is over is the one that is named: %s', async (query, from, to) => {
    const { statusCode, body } = await made.api.inject(`/v1/air/regions/baoding/composite-index?${query}`);
    const found = JSON.parse(body) as { from: string; to: string };
    expect([statusCode, found.from, found.to]).toEqual([
      200,
      `${from}T00:00:00+08:00`,
      `${to}T00:00:00+08:00`,
    ]);
  });

  it('takes no time of another kind of period', async () => {
    for (const url of PERIODS)
      for (const [query, field] of [
        ['period=month&from=2023-01-01', 'from'],
        ['period=month&at=2023-01&to=2023-02-01', 'to'],
        ['period=custom&at=2023-01&from=2023-01-01&to=2023-02-01', 'at'],
        ['period=custom&from=2023-02-01&to=2023-01-01', 'from'],
        ['period=month&at=soon', 'at'],
      ] as const)
        expect(await problem(url + query)).toEqual([url + query, 400, expect.stringMatching(`^${field}: `)]);
  });

  it('of a calculation is a date, month, year or time', async () => {
    const values = { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 };
    for (const [at, edition] of [
      ['2023-01', 'GB 3095-2012'],
      ['2023', 'GB 3095-2012'],
      ['2023-01-31', 'GB 3095-2012'],
      ['2023-01-31T23:00:00+08:00', 'GB 3095-2012'],
      ['2026-02', 'GB 3095-2012'],
      ['2026-03', 'GB 3095-2026/transition'],
      ['2031', 'GB 3095-2026/final'],
    ]) {
      const answer = await made.api.inject({
        method: 'POST',
        url: '/v1/calculate/composite-index',
        payload: { at, values },
      });
      expect([at, answer.statusCode, answer.json().edition]).toEqual([at, 200, edition]);
    }
    for (const path of ['aqi', 'water-class'])
      for (const [at, status] of [
        ['2023-01', 200],
        ['2023', 200],
        ['2023-01-01T10:00:00', 400],
      ] as const) {
        const body = path === 'aqi' ? { kind: 'daily', values } : { waterBody: 'river', values: { do: 8 } };
        const answer = await made.api.inject({
          method: 'POST',
          url: `/v1/calculate/${path}`,
          payload: { at, ...body },
        });
        expect([path, at, answer.statusCode]).toEqual([path, at, status]);
      }
  });
});
