import { civilDate, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { wholeRows } from '../support/whole-rows.ts';

const registry = registryOf({
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river', basin: 'basin' }],
  lakes: [{ id: 'lake', name: 'lake' }],
  sections: [
    {
      id: 'a',
      name: 'a',
      region: 'city',
      river: 'river',
      waterBody: 'river',
      target: 'II',
      control: 'national',
    },
    { id: 'b', name: 'b', region: 'city', river: 'river', waterBody: 'river', target: 'III' },
    { id: 'never', name: 'never', region: 'city', lake: 'lake', waterBody: 'lake' },
  ],
  stations: [
    { id: 'A', medium: 'water', name: 'a', region: 'city', section: 'a' },
    { id: 'B', medium: 'water', name: 'b', region: 'city', section: 'b' },
    { id: 'N', medium: 'water', name: 'n', region: 'city', section: 'never' },
  ],
});
const time = (date: string, hour: number): Instant => instant(startOfDate(civilDate(date)) + hour * HOUR);
const NOW = time('2026-07-02', 13);

interface Answer extends Record<string, unknown> {
  readonly data: Record<string, unknown>[];
  readonly meta: object;
}

describe('water over HTTP', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let api: AskedApi;
  const ask = (path: string) => api.get<Answer>(`/v1/water/${path}`);
  /** A series with rows as `meta` makes them whole. */
  const rowsOf = async (path: string) => ({ data: wholeRows<Answer['data'][number]>(await ask(path)) });

  beforeAll(async () => {
    await store.open();
    const run = new WaterRun(store, registry);
    await run.write([
      // Made readings; oxygen 7.4 is class II by its limit and 7.4 / (468 / (31.6 + 30)) = 97 % of saturation.
      observationOf(registry, 'A', time('2026-06-30', 12), {
        do: 7.4,
        water_temperature: 30,
        tp: 0.02,
        cu: 0.5,
      }),
      observationOf(registry, 'B', time('2026-06-30', 12), { do: 8, codmn: 8 }),
      observationOf(registry, 'A', time('2026-07-01', 12), { do: 8, tp: 0.1, cu: 0.5 }),
      observationOf(registry, 'A', time('2026-07-02', 12), { do: 9, tp: 0.3, cu: 0.5 }),
      observationOf(registry, 'B', time('2026-07-02', 12), { do: 8, codmn: 3 }),
    ]);
    await run.finish();
    api = await apiOver(store, registry, NOW);
  });
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  it('gives a series by day with the mean, class, and whether the target is met', async () => {
    const { data } = await rowsOf('sections/a/class?interval=day&from=2026-06-30&to=2026-07-02');
    expect(data.map(({ from, class: of, meetsTarget }) => [from, of, meetsTarget])).toEqual([
      ['2026-06-30T00:00:00+08:00', 'II', true],
      ['2026-07-01T00:00:00+08:00', 'II', true],
      ['2026-07-02T00:00:00+08:00', 'IV', false],
    ]);
    // One of 24 hours is there: the answer has the count and the day is flagged. Late data are expected for 72 hours.
    expect(data[0]).toMatchObject({
      validity: { kind: 'insufficient', expected: 24, observed: 1 },
      counts: { do: 1 },
      provisional: true,
      revision: 1,
      edition: 'GB 3838-2002',
      method: '2011',
      options: { rounding: 'assessment' },
    });
    expect(data[2]).toMatchObject({
      provisional: true,
      exceedances: [{ item: 'tp', value: 0.3, limit: 0.1, multiple: 2 }],
      mainItems: [{ item: 'tp', text: { zh: '总磷(0.5)' } }],
    });
  });

  it.each(['sample', 'day', 'month'])(
    'leaves out of rows by %s what meta says, and nothing else',
    async (by) => {
      const path = `sections/a/class?interval=${by}&from=2026-06-30&to=2026-07-02`;
      const fields = [
        ...['section', 'name', 'target', 'class', 'level', 'determining', 'exceedances', 'edition', 'method'],
        ...['standards', 'provisional', 'revision', 'from', 'to', 'computedAt'],
      ];
      const asked = await ask(`${path}&fields=${fields.join(',')}`);
      const answer = await ask(path);
      const { levels } = answer.meta as { levels: Record<string, object> };
      const rows = wholeRows<Record<string, unknown>>(answer).map((row) => ({
        ...row,
        level: levels[String(row['class'])],
      }));
      expect(rows.length).toBeGreaterThan(0);
      expect(asked.data).toEqual(
        rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)))),
      );
      for (const row of answer.data)
        for (const member of ['section', 'name', 'level', 'standards', 'edition', 'target', 'period'])
          expect(row).not.toHaveProperty(member);
    },
  );

  it('puts together what is to date, rolling or custom out of days and months', async () => {
    const [rolling] = (await rowsOf('sections/a/class?interval=rolling-30d&to=2026-07-02')).data;
    expect(rolling).toMatchObject({
      from: '2026-06-03T00:00:00+08:00',
      to: '2026-07-03T00:00:00+08:00',
      values: { tp: 0.14 },
      counts: { tp: 3 },
      class: 'III',
    });
    const toDate = await ask('sections/a/class/latest?interval=month-to-date');
    expect(toDate).toMatchObject({
      from: '2026-07-01T00:00:00+08:00',
      values: { tp: 0.2 },
      counts: { tp: 2 },
    });
    // The mean of June, 0.02, and of July so far, 0.2.
    const year = await ask('sections/a/class/latest?interval=year-to-date');
    expect(year).toMatchObject({ values: { tp: 0.11 }, counts: { tp: 2 }, counted: 'months' });
    expect(year).toMatchObject({ validity: { expected: 183 * 24, observed: 3 } });
    const [custom] = (await rowsOf('sections/a/class?interval=custom&from=2026-07-01&to=2026-07-01')).data;
    expect(custom).toMatchObject({ values: { tp: 0.1 }, days: 1 });
  });

  it('ends a window with today where nothing is said, and with the day of a time in any offset', async () => {
    const windows = async (query: string) =>
      (await ask(`sections/a/class?${query}`)).data.map(({ from, to }) => [from, to]);
    const day = (date: string) => `${date}T00:00:00+08:00`;
    for (const [interval, from, to] of [
      ['month-to-date', '2026-07-01', '2026-07-03'],
      ['year-to-date', '2026-01-01', '2026-07-03'],
      ['rolling-7d', '2026-06-26', '2026-07-03'],
      ['rolling-30d', '2026-06-03', '2026-07-03'],
      ['rolling-365d', '2025-07-03', '2026-07-03'],
    ] as const)
      expect(await windows(`interval=${interval}`)).toEqual([[day(from), day(to)]]);
    // 17:00 of 30 June at UTC is 01:00 of 1 July here.
    const utc = '2026-06-30T17:00:00Z';
    expect(await windows(`interval=rolling-7d&to=${utc}`)).toEqual([[day('2026-06-25'), day('2026-07-02')]]);
    expect(await windows(`interval=custom&from=${utc}&to=2026-07-02`)).toEqual([
      [day('2026-07-01'), day('2026-07-03')],
    ]);
    expect(await ask(`rivers/river/class?period=rolling-7d&at=${utc}`)).toMatchObject({
      from: day('2026-06-25'),
    });
    expect(await api.problem('/v1/water/sections/a/class?interval=custom&from=2026-07-01')).toMatchObject({
      detail: 'a custom period needs from and to, its first and last day',
    });
  });

  it('has the change against the period before, of equal items only', async () => {
    const july = await ask('sections/a/class/latest?interval=day');
    expect(july).toMatchObject({
      change: {
        periodBefore: { before: 'II', after: 'IV', change: { zh: '明显变差' } },
        yearEarlier: { change: null, changeMissing: 'no-data' },
      },
    });
  });

  it('evaluates the same values under another method, rounding, or with the relief by saturation', async () => {
    const path = 'sections/a/class?from=2026-06-30&to=2026-06-30';
    const first = async (more: string) => (await rowsOf(`${path}${more}`)).data[0];
    expect(await first('')).toMatchObject({ class: 'II', method: 'realtime', determining: ['do'] });
    expect(await first('&method=2011')).toMatchObject({ class: 'II', determining: ['do', 'cu'] });
    expect(await first('&saturation=true')).toMatchObject({ class: 'I' });
    expect(await first('&edition=2002&explain=true')).toMatchObject({ class: 'II', edition: 'GB 3838-2002' });
    const explained = { quantity: 'class.do', clause: expect.stringContaining('table 1'), result: 'II' };
    const derivation = expect.arrayContaining([expect.objectContaining(explained)]);
    expect(await first('&explain=true')).toMatchObject({ derivation });
    expect(await api.status(`/v1/water/${path}&method=none`)).toBe(400);
    expect(await api.status(`/v1/water/${path}&edition=1988`)).toBe(400);
    const month = await ask('sections/a/class/latest?interval=month&rounding=none');
    expect(month).toMatchObject({ options: { rounding: 'none' } });
  });

  it('explains the means of a period by their sums, and those of a longer one by its months', async () => {
    type Steps = { derivation: { quantity: string; arithmetic: string; result: unknown }[] };
    const step = async (path: string, quantity: string) => {
      const { derivation } = (await ask(path)) as unknown as Steps;
      return derivation.find((each) => each.quantity === quantity);
    };
    const july = 'sections/a/class/latest?interval=month&explain=true';
    expect(await step(july, 'mean.do')).toMatchObject({ arithmetic: '17 / 2', result: 8.5 });
    expect(await step(july, 'mean.tp')).toMatchObject({ arithmetic: '0.4 / 2', result: 0.2 });
    expect(await step(july, 'class.tp')).toMatchObject({ result: 'III' });
    // The months to June have 7.4 of oxygen, July 8.5 so far.
    const year = await step('sections/a/class/latest?interval=year-to-date&explain=true', 'mean.do');
    expect(year).toMatchObject({ arithmetic: '(7.4 + 8.5) / 2', result: 7.95 });
    const kept = 'sections/a/class?interval=year&from=2026&to=2026&explain=true';
    const [first] = (await ask(kept)).data as unknown as Steps[];
    expect(first?.derivation).toContainEqual(
      expect.objectContaining({ quantity: 'mean.do', arithmetic: '(7.4 + 8.5) / 2' }),
    );
    expect(first?.derivation).toContainEqual(
      expect.objectContaining({ quantity: 'validity', result: 'insufficient' }),
    );
  });

  it('gives a river by the mean of its sections, its shares and changes', async () => {
    // Only b has CODMn: 8 in June and 3 in July; phosphorus is a's: 0.02 and then the mean of 0.1 and 0.3.
    const river = await ask('rivers/river/class?period=month&at=2026-07');
    expect(river).toMatchObject({
      class: 'III',
      basis: 'mean',
      shares: { evaluated: 2, compliant: 1, targeted: 2, attainment: 50 },
      sections: { a: 'III', b: 'II' },
      // Two sections with a sample expected each hour of July, and three samples.
      validity: { kind: 'insufficient', expected: 2 * 31 * 24, observed: 3 },
      counted: { by: 'registered', registered: 2, reporting: 2 },
      change: { periodBefore: { before: 'IV', after: 'III', compared: 2, change: { zh: '有所好转' } } },
    });
  });

  it('sums an area up, by scope and control', async () => {
    expect(await ask('summary?period=month&at=2026-07&scope=basin:basin')).toMatchObject({
      sections: { evaluated: 2 },
      rivers: { evaluated: 1, counts: { III: 1 } },
    });
    expect(await ask('summary?period=month&at=2026-07&control=national')).toMatchObject({
      sections: { evaluated: 1 },
      validity: { expected: 31 * 24, observed: 2 },
      byControl: { national: { evaluated: 1 } },
    });
    expect(await ask('summary?period=month&at=2026-07')).toMatchObject({
      validity: { kind: 'insufficient', expected: 3 * 31 * 24, observed: 3 },
    });
  });

  it('answers what is not there, and what is not right, as problems', async () => {
    const status = (path: string) => api.status(`/v1/water/${path}`);
    expect(await status('rivers/nile/class')).toBe(404);
    expect(await status('lakes/lake/class?period=month&at=2026-07')).toBe(404);
    expect(await status('summary?scope=atlantis')).toBe(404);
    expect(await status('summary?control=federal')).toBe(400);
    expect(await status('rivers/river/class?period=month&at=July')).toBe(400);
    expect(await status('rivers/river/class?period=custom&from=2026-07-01')).toBe(400);
    expect(await status('rivers/river/class?period=custom&from=2026-07-02&to=2026-07-01')).toBe(400);
    expect(await status('sections/never/class/latest')).toBe(404);
  });

  it('says how stale a section is, and counts stations by state', async () => {
    expect(await ask('sections/a/class/latest')).toMatchObject({
      staleness: { state: 'live', reason: 'in-time' },
    });
    expect(await api.get('/v1/sections/never')).toMatchObject({ staleness: { state: 'never-seen' } });
    expect(await api.get('/v1/stations/A/latest')).toMatchObject({ staleness: { state: 'live' } });
  });
});
