import type { Store } from '@lanbi/model';
import { HOUR, instant, parseInstant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { startEvaluator } from '../support/evaluation.ts';

const STATIONS = ['A1', 'A2', 'A3'];
const SECTIONS = ['s', 't'];

const registry = registryOf({
  regions: [
    { id: 'c', name: '市', kind: 'city' },
    { id: 'd', name: '区', kind: 'district', parent: 'c' },
  ],
  lakes: [{ id: 'l', name: '湖' }],
  rivers: [{ id: 'v', name: '河' }],
  sections: [
    { id: 's', name: '断面', river: 'v', region: 'd', waterBody: 'river', target: 'III' },
    { id: 't', name: '湖心', lake: 'l', region: 'd', waterBody: 'lake', target: 'III' },
  ],
  stations: [
    ...STATIONS.map((id) => ({ id, medium: 'air', name: id, region: 'd' })),
    ...SECTIONS.map((id) => ({ id: `W-${id}`, medium: 'water', name: id, region: 'd', section: id })),
  ],
});

const BEGIN = Date.parse('2026-04-01T00:00:00+08:00');
const HOURS = 24 * 4;
const NOW = parseInstant('2026-04-06T12:00:00+08:00') ?? instant(0);

/** Hours of three stations, of which A2 leaves out every fifth and A3 ends early. */
function* readings() {
  for (let hour = 1; hour <= HOURS; hour += 1) {
    const to = instant(BEGIN + hour * HOUR);
    for (const [at, id] of STATIONS.entries()) {
      if ((id === 'A2' && hour % 5 === 0) || (id === 'A3' && hour > 60)) continue;
      const pm2_5 = 20 + ((hour * 7 + at * 31) % 90);
      yield observationOf(registry, id, to, { pm2_5, pm10: 60 + at, so2: 9, no2: 20, co: 0.5, o3: 90 });
    }
    for (const [at, id] of SECTIONS.entries())
      if (hour % 4 === 0)
        yield observationOf(registry, `W-${id}`, to, {
          ph: 7.5,
          do: 7,
          codmn: 3,
          nh3n: 0.1 * (1 + (hour % 12)),
          tp: 0.04 + at / 10,
        });
  }
}

let store: Store;
let api: AskedApi;

beforeAll(async () => {
  store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  await store.write({ observations: [...readings()], deadLetters: [] });
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
  api = await apiOver(store, registry, NOW);
}, 120_000);
afterAll(async () => {
  await api?.close();
  await store?.close();
});

type Row = Readonly<Record<string, unknown>>;
interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly limit: number; readonly cursor?: string };
}

/** All rows by pages of a size. */
async function byPages(url: string, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page = await api.get(`${url}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);
    expect(page.data.length).toBeLessThanOrEqual(limit);
    rows.push(...page.data);
    cursor = page.meta.cursor;
  } while (cursor !== undefined);
  return rows;
}

const linesOf = async (url: string): Promise<Row[]> =>
  (await api.text(url, 'application/x-ndjson'))
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

const SPAN = 'from=2026-04-01&to=2026-04-04';
const TABLES = [
  `/v1/air/hours?${SPAN}`,
  `/v1/air/hours?${SPAN}&fill=true`,
  `/v1/air/hours?${SPAN}&where=pm2_5>60`,
  `/v1/air/hours?${SPAN}&rank=-pm2_5`,
  `/v1/air/hours?${SPAN}&layout=wide&parameters=pm2_5`,
  `/v1/air/hours?${SPAN}&regions=all`,
  `/v1/air/days?${SPAN}`,
  `/v1/air/periods?interval=rolling-7d&${SPAN}`,
  `/v1/air/periods?interval=rolling-7d&${SPAN}&rank=-pm2_5`,
  `/v1/air/completeness?interval=day&${SPAN}`,
  `/v1/water/samples?${SPAN}`,
  `/v1/water/samples?${SPAN}&fill=true`,
  `/v1/water/days?${SPAN}`,
  `/v1/water/days?${SPAN}&fill=true`,
  `/v1/water/months?interval=rolling-7d&${SPAN}`,
  `/v1/water/months?interval=rolling-7d&${SPAN}&rank=-codmn`,
  `/v1/water/completeness?interval=day&${SPAN}`,
  `/v1/water/rivers?interval=rolling-7d&${SPAN}`,
  `/v1/water/lakes?interval=rolling-7d&${SPAN}`,
  `/v1/water/exceedances?${SPAN}`,
  `/v1/water/trophic?${SPAN}`,
  `/v1/corrections?${SPAN}`,
];

describe('a table of several subjects', () => {
  it.each(TABLES)('%s has the same rows by pages of any size and as lines', async (url) => {
    const lines = await linesOf(url);
    for (const limit of [1, 2, 7, 1000]) expect(await byPages(url, limit)).toEqual(lines);
  });

  it('has rows in CSV as in JSON', async () => {
    const csv = await api.text(`/v1/air/days?${SPAN}`, 'text/csv');
    const [head = '', ...lines] = csv.replace('\uFEFF', '').trim().split('\n');
    const rows = await linesOf(`/v1/air/days?${SPAN}`);
    const shown = rows.map((row) =>
      head
        .split(',')
        .map((name) => (Array.isArray(row[name]) ? row[name].join(' ') : String(row[name] ?? '')))
        .join(),
    );
    expect(lines).toEqual(shown);
  });

  it('fills each expected hour that has no row, with the reason', async () => {
    const rows = await linesOf(
      `/v1/air/hours?stations=A2,A3&${SPAN}&fill=true&fields=station,to,reason,pm2_5`,
    );
    expect(rows).toHaveLength(2 * HOURS);
    const missing = rows.filter((row) => row['reason'] === 'no-data');
    const expected = Array.from({ length: HOURS }, (_, at) => at + 1);
    expect(missing.filter((row) => row['station'] === 'A2')).toHaveLength(
      expected.filter((hour) => hour % 5 === 0).length,
    );
    expect(missing.filter((row) => row['station'] === 'A3')).toHaveLength(HOURS - 60);
    expect(missing.every((row) => row['pm2_5'] === null)).toBe(true);
  });

  it('counts what is complete and why the rest is missing', async () => {
    const rows = await linesOf(`/v1/air/completeness?interval=day&stations=A3&${SPAN}`);
    expect(rows.map((row) => [row['period'], row['expected'], row['observed'], row['no_data']])).toEqual([
      ['2026-04-01', 144, 144, 0],
      ['2026-04-02', 144, 144, 0],
      ['2026-04-03', 144, 72, 72],
      ['2026-04-04', 144, 0, 144],
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    [`/v1/air/hours?${SPAN}&where=pm2_5>x`, 'querystring/where', 'at 6: "x" is no number'],
    [`/v1/air/hours?${SPAN}&where=pm25>3`, 'querystring/where', 'did you mean pm2_5'],
    [`/v1/air/hours?${SPAN}&order=aqi,-pm`, 'querystring/order', 'at 5: no column "pm"'],
    [`/v1/air/hours?${SPAN}&profile=minute`, 'querystring/profile', 'at 0: no profile "minute"'],
    [`/v1/air/hours?${SPAN}&top=3`, 'querystring/top', 'give order'],
    [`/v1/air/hours?${SPAN}&stations=A9`, 'querystring/stations', 'no "A9"'],
    [`/v1/air/hours?${SPAN}&stations=A1&regions=c`, 'querystring/stations', 'stations or of regions'],
    [`/v1/air/days?${SPAN}&profile=hour`, 'querystring/profile', 'no profile "hour"'],
    [`/v1/air/periods?interval=month&step=day`, 'querystring/step', 'has no step'],
    [`/v1/water/samples?${SPAN}&river=x`, 'querystring/river', 'no river "x"'],
  ])('%s is 400 and says where', async (url, field, message) => {
    const problem = await api.problem(url.replaceAll('>', '%3E'));
    expect(problem).toMatchObject({
      status: 400,
      errors: [{ field, message: expect.stringContaining(message) }],
    });
  });

  it('is a cursor of another span', async () => {
    const { meta }: Page = await api.get(`/v1/air/hours?${SPAN}&limit=200`);
    expect(
      await api.problem(`/v1/air/hours?from=2026-04-01&to=2026-04-01&cursor=${meta.cursor}`),
    ).toMatchObject({
      type: expect.stringContaining('bad-cursor'),
    });
  });

  it('is a question that reads too much before it answers', async () => {
    const url = '/v1/air/hours?from=1900&to=2026-04-04&where=aqi>0';
    expect(await api.problem(url)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('at most 3000000'),
    });
  });
});

const NAMES = [
  'pm2_5',
  'aqi',
  'level',
  'primary',
  'station',
  'to',
  'reason',
  'class',
  'codmn',
  'good',
  'percent',
  'index',
  'nonsense',
];
const VALUES = ['0', '75', '-1', '1e9', 'III', 'worse-than-V', 'o3', 'A1', '', '99999999999999'];
const terms = fc
  .array(
    fc.tuple(
      fc.constantFrom(...NAMES),
      fc.constantFrom('>', '>=', '<', '<=', '=', '!=', ''),
      fc.constantFrom(...VALUES),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((all) => all.map((each) => each.join('')).join());
const names = fc
  .array(fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...NAMES)), { minLength: 1, maxLength: 3 })
  .map((all) => all.map((each) => each.join('')).join());
const whole = fc.record(
  {
    ...{ where: terms, order: names, rank: names, runs: terms, fields: names, parameters: names },
    profile: fc.constantFrom(
      'hour',
      'weekday,month',
      'season:hour',
      'wind,wind_speed',
      'wind:hour',
      'hour:hour',
      'x',
      'hour,hour,hour,hour,hour',
    ),
    layout: fc.constantFrom('long', 'wide'),
    top: fc.constantFrom('1', '10', '1000', '1001', '0'),
    fill: fc.constantFrom('true', 'false'),
    from: fc.constantFrom('2026', '2026-04-01', '2020', '1990'),
    to: fc.constantFrom('2026', '2026-04-02', '2026-04-04'),
    limit: fc.constantFrom('1', '1000'),
    edition: fc.constantFrom('2012', '2026', '1999'),
    interval: fc.constantFrom('day', 'month', 'rolling-30d', 'year-to-date', 'x'),
    stations: fc.constantFrom('all', 'A1', 'A1,A3', 'A9'),
  },
  { requiredKeys: [] },
);
const keys = [
  'where',
  'order',
  'rank',
  'runs',
  'profile',
  'fields',
  'layout',
  'from',
  'limit',
  'fill',
  'interval',
  'top',
] as const;
/** Some with many parameters, most with a few, so that not all of them are refused. */
const questions = fc.oneof(
  whole,
  ...[1, 2].map((maxLength) =>
    fc
      .tuple(whole, fc.shuffledSubarray([...keys], { maxLength }))
      .map(([all, chosen]) =>
        Object.fromEntries(
          chosen.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]] as const])),
        ),
      ),
  ),
);
const calls = fc.constantFrom(...new Set(TABLES.map((url) => url.split('?')[0] ?? '')));
const types = fc.constantFrom('application/json', 'text/csv', 'application/x-ndjson');

/** Three stations and some twenty columns of a few words: what no answer of this store may be larger than. */
const LARGEST = 8 * 1024 * 1024;

describe('any question of the grammar', () => {
  it('is answered within bounds or refused, and never fails', { timeout: 240_000 }, async () => {
    let fine = 0;
    const property = fc.asyncProperty(calls, questions, types, async (path, question, accept) => {
      const url = `${path}?${new URLSearchParams(question as Record<string, string>)}`;
      const status = await api.status(url);
      expect([200, 400, 404], url).toContain(status);
      if (status !== 200) return;
      fine += 1;
      expect((await api.text(url, accept)).length, url).toBeLessThan(LARGEST);
    });
    await fc.assert(property, { numRuns: 600 });
    expect(fine).toBeGreaterThan(30);
  });
});

describe('the latest as of a past time', () => {
  const AT = encodeURIComponent('2026-04-02T12:30:00+08:00');
  const latest = async (group: string): Promise<readonly Row[]> =>
    (await api.get<Page>(`/v1/${group}/latest?at=${AT}`)).data;

  it('is the hour that ended last, of each station and region', async () => {
    const hours = await linesOf(
      '/v1/air/hours?from=2026-04-02T11:00:00%2B08:00&to=2026-04-02T12:00:00%2B08:00&fields=station,to,aqi',
    );
    const shown = (await latest('air/stations')).map((row) => ({
      station: row['id'],
      to: row['to'],
      aqi: row['aqi'],
    }));
    expect(shown).toEqual(hours);
    for (const row of await latest('air/regions')) expect(row['to']).toBe('2026-04-02T12:00:00+08:00');
  });

  it('is the sample that ended last, of each section', async () => {
    for (const row of await latest('water/sections')) {
      expect(row['ts']).toBe('2026-04-02T12:00:00+08:00');
      expect(row['class']).toBe(row['id'] === 's' ? 'II' : 'V');
    }
  });

  it('is nothing before the first, and what is now where it is asked for now', async () => {
    const before: Page = await api.get('/v1/air/stations/latest?at=2020-01-01');
    expect(before.data.map((row) => row['to'])).toEqual([null, null, null]);
    const now: Page = await api.get('/v1/water/sections/latest?at=2026-04-04&fields=id,ts,class');
    const latestNow: Page = await api.get('/v1/water/sections/latest?fields=id,ts,class');
    expect(now.data).toEqual(latestNow.data);
  });
});

describe('a question that reads many rows', () => {
  it('lets other requests have their turn meanwhile', async () => {
    let [ticks, asking] = [0, true];
    const tick = () => {
      ticks += 1;
      if (asking) setImmediate(tick);
    };
    setImmediate(tick);
    const begin = performance.now();
    await api.get('/v1/air/hours?from=1950&to=2026-04-04&order=-aqi');
    const ms = performance.now() - begin;
    asking = false;
    // It reads some 670 parts; a turn is due every 10 ms or so of work.
    expect(ticks).toBeGreaterThan(Math.min(20, ms / 100));
  });
});

const WITH_EDITION = [
  '/v1/air/hours',
  '/v1/air/days',
  '/v1/air/periods',
  '/v1/water/samples',
  '/v1/water/days',
  '/v1/water/months',
  '/v1/water/rivers',
  '/v1/water/lakes',
];

const ACCEPTED = ['application/json', 'text/csv', 'application/x-ndjson'];

/** A client that unpacks what says that it is packed could not read a problem that is not. */
it.each(WITH_EDITION.flatMap((path) => ACCEPTED.map((accept) => ({ path, accept }))))(
  '$path refuses an unknown edition as a plain problem of $accept, packing asked for',
  async ({ path, accept }) => {
    const own = /rivers|lakes/.test(path)
      ? '&ids=all'
      : path.includes('water')
        ? '&sections=s'
        : '&stations=A1';
    for (const subject of ['', own]) {
      const url = `${path}?edition=2026-04-01${subject}`;
      const { status, headers, body } = await api.answer(url, { accept, 'accept-encoding': 'gzip' });
      expect(status, `${url} ${body}`).toBe(400);
      expect(headers['content-encoding'], url).toBeUndefined();
      expect(JSON.parse(body)).toMatchObject({ type: expect.stringContaining('unknown-edition') });
    }
  },
);

const WITH_INTERVAL = ['/v1/air/periods', '/v1/water/months', '/v1/water/rivers'].flatMap((path) =>
  ['month', 'quarter', 'half-year', 'year', 'rolling-30d', 'year-to-date'].map(
    (interval) => `${path}?interval=${interval}`,
  ),
);

it.each([
  ...WITH_EDITION.map((path) => `${path}?`),
  ...WITH_INTERVAL,
  ...['/v1/water/exceedances?', '/v1/water/trophic?', '/v1/corrections?'],
  ...['/v1/air/completeness?', '/v1/water/completeness?', '/v1/water/samples?fill=true'],
])('%s answers or refuses a span at either end of the calendar', async (path) => {
  for (const span of [
    'to=9999-12-31T23:59:59%2B14:00',
    'from=9999-12&to=9999-12',
    'from=9998&to=9999',
    'to=0001-01-01',
    'from=0001&to=0001',
  ]) {
    const { status, body } = await api.answer(`${path}&${span}`, {});
    expect(status, `${path}&${span} ${body}`).toBeLessThan(500);
  }
});
