import { HOUR, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

/** States of sections without water, against counts and means that are made here by hand. */

const SECTIONS = ['s1', 's2', 's3', 's4', 's5'];
const registry = registryOf({
  regions: [{ id: 'city', name: 'City', kind: 'city' }],
  rivers: ['river', 'still'].map((id) => ({ id, name: id })),
  sections: [
    ...SECTIONS.map((id) => ({ id, name: id, region: 'city', river: 'river', target: 'III' })),
    { id: 'silent', name: 'silent', region: 'city', river: 'still', target: 'III' },
  ],
  stations: [...SECTIONS, 'silent'].map((id) => ({
    ...{ id, medium: 'water', name: id, region: 'city', section: id, period: 14_400 },
  })),
});
const START = Date.parse('2025-03-01T00:00:00+08:00');
const NOW = instant(Date.parse('2025-04-10T12:00:00+08:00'));
const GOOD = { ph: 7, do: 7, codmn: 3, nh3n: 0.2, tp: 0.05 };
/** Ammonia of 3 mg/L is worse than V (GB 3838-2002 table 1: V up to 2). */
const BAD = { ...GOOD, nh3n: 3 };
const TIMES = Array.from({ length: 31 * 6 }, (_, at) => (at + 1) * 4);
/** Times of the first ten days. */
const isEarly = (hour: number) => hour <= 240;

const state = (section: string, of: string, from: string, until: string) => ({
  ...{ kind: 'section-state', section, state: of, from, until, reason: 'patrol' },
});
const MARCH = 'interval=month&from=2025-03-01&to=2025-04-01';

interface Month {
  readonly class: string | null;
  readonly values: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly validity: { readonly kind: string; readonly expected?: number; readonly observed?: number };
  readonly revision: number;
  readonly states?: readonly object[];
}
interface Shares {
  readonly evaluated: number;
  readonly withoutClass: number;
  readonly targeted: number;
  readonly compliant: number;
  readonly attainment: number;
}
interface River {
  readonly shares: Shares;
  readonly sections: Readonly<Record<string, string | null>>;
  readonly validity: { readonly kind: string; readonly expected: number; readonly observed: number };
  readonly states?: readonly { readonly section: string; readonly stateName: object }[];
}

interface Checked {
  readonly dataState?: string;
  readonly provisional: boolean;
}

describe('states of sections', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let api: AskedApi;
  let evaluator: RunningEvaluator;

  beforeAll(async () => {
    await store.open();
    for (const section of SECTIONS) {
      const observations = TIMES.map((hour) => {
        const values = section === 's5' && isEarly(hour) ? BAD : GOOD;
        return observationOf(registry, section, instant(START + hour * HOUR), values, 14_400);
      });
      await store.write({ observations, deadLetters: [] });
    }
    evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    api = await apiOver(store, registry, NOW);
  });
  afterAll(async () => {
    await api.close();
    await evaluator.stop();
    await store.close();
  });
  const monthOf = async (section: string) =>
    (await api.get<{ data: Month[] }>(`/v1/water/sections/${section}/class?explain=true&${MARCH}`)).data[0];
  const river = () => api.get<River>('/v1/water/rivers/river/class?period=month&at=2025-03');

  it('without any, bad days count into the month', async () => {
    // (60 × 3 + 126 × 0.2) / 186 = 1.103: class IV; five sections of five have a class.
    expect(await monthOf('s5')).toMatchObject({ class: 'IV', counts: { nh3n: 186 } });
    const { shares } = await river();
    expect(shares).toMatchObject({ evaluated: 5, targeted: 5, compliant: 4, attainment: 80 });
  });

  it('take their days out of means and of what is expected, and are listed', async () => {
    await api.send('/v1/annotations', state('s5', 'frozen', '2025-02-20', '2025-03-10'));
    const month = await monthOf('s5');
    expect(month).toMatchObject({
      class: 'II',
      values: { nh3n: 0.2 },
      counts: { nh3n: 126 },
      validity: { kind: 'valid', expected: 126, observed: 126 },
      states: [
        {
          section: 's5',
          state: 'frozen',
          stateName: { zh: '结冰', en: 'frozen' },
          from: '2025-03-01',
          until: '2025-03-10',
          annotation: 1,
        },
      ],
    });
    const days = await api.get<{ data: Month[] }>(
      '/v1/water/sections/s5/class?explain=true&interval=day&from=2025-03-10&to=2025-03-11',
    );
    expect(days.data.map((day) => [day.class, day.states?.length])).toEqual([
      [null, 1],
      ['II', undefined],
    ]);
  });

  it('of a whole period leave no class, outside numerator and denominator', async () => {
    await api.send('/v1/annotations', state('s4', 'dry', '2025-03-01', '2025-03-31'));
    expect(await monthOf('s4')).toMatchObject({ class: null, states: [{ state: 'dry' }] });
    const found = await river();
    expect(found.shares).toMatchObject({
      ...{ evaluated: 4, withoutClass: 1, targeted: 4, compliant: 4, attainment: 100 },
    });
    expect(found.sections).toMatchObject({ s4: null, s5: 'II' });
    expect(found.states?.map(({ section, stateName }) => [section, stateName])).toEqual([
      ['s4', { zh: '干库', en: 'dry reservoir' }],
      ['s5', { zh: '结冰', en: 'frozen' }],
    ]);
    // Three sections of 186 times and one of 126: nothing is expected of the dry one.
    expect(found.validity).toMatchObject({ kind: 'valid', expected: 684, observed: 684 });
  });

  it('are listed where nothing was received', async () => {
    expect(await api.status('/v1/water/rivers/still/class?period=month&at=2025-03')).toBe(404);
    await api.send('/v1/annotations', state('silent', 'no-flow', '2025-03-01', '2025-03-31'));
    expect(await monthOf('silent')).toMatchObject({ class: null, states: [{ state: 'no-flow' }] });
    const summary = await api.get<{ sections: Shares; states: object[] }>(
      '/v1/water/summary?scope=region:city&period=month&at=2025-03',
    );
    expect(summary.sections).toMatchObject({ evaluated: 4, withoutClass: 2, attainment: 100 });
    expect(summary.states).toHaveLength(3);
    const index = await api.get<{ river: { sections: number }; states: object[] }>(
      '/v1/water/regions/city/quality-index?period=month&at=2025-03',
    );
    expect([index.river.sections, index.states.length]).toEqual([4, 3]);
    const table = await api.text(
      '/v1/bulletins/2025-03?region=city&format=markdown&lang=zh',
      'text/markdown',
    );
    expect(table).toContain('干库（2025-03-01 至 2025-03-31）');
  });

  it('count into revision and longer periods, and end with the withdrawal', async () => {
    const quarter = 'interval=quarter&from=2025-01-01&to=2025-04-01';
    const ofQuarter = await api.get<{ data: Month[] }>(`/v1/water/sections/s5/class?explain=true&${quarter}`);
    expect(ofQuarter.data[0]?.states).toMatchObject([{ from: '2025-02-20', until: '2025-03-10' }]);
    const before = await monthOf('s5');
    await api.send('/v1/annotations/1/withdraw', { reason: 'the station was at work' });
    const after = await monthOf('s5');
    expect(after).toMatchObject({ class: 'IV', counts: { nh3n: 186 } });
    expect([after?.states, after?.revision]).toEqual([undefined, (before?.revision ?? 0) + 1]);
  });

  it('stand beside the latest class of their section, as in the list of all', async () => {
    const url = '/v1/water/sections/s2/class/latest';
    const intervals = ['sample', 'month'] as const;
    const stateOf = (interval: string) =>
      api
        .get<{ sectionState?: object }>(`${url}?interval=${interval}`)
        .then(({ sectionState }) => sectionState);
    const tag = await api.tag(url);
    for (const interval of intervals)
      expect([interval, await stateOf(interval)]).toEqual([interval, undefined]);
    const entered = await api.send<{ id: number }>(
      '/v1/annotations',
      state('s2', 'dry', '2025-04-09', '2025-04-10'),
    );
    const { data } = await api.get<{ data: { id: string; sectionState?: object }[] }>(
      '/v1/water/sections/latest',
    );
    const listed = data.find(({ id }) => id === 's2')?.sectionState;
    expect(listed).toMatchObject({ state: 'dry', from: '2025-04-09', annotation: entered.answer.id });
    for (const interval of intervals) expect([interval, await stateOf(interval)]).toEqual([interval, listed]);
    expect((await api.answer(url, { 'if-none-match': tag })).status).toBe(200);
    expect(await api.text(url, 'text/csv')).toContain('dry reservoir');
    await api.send(`/v1/annotations/${entered.answer.id}/withdraw`, { reason: 'water is back' });
    for (const interval of intervals)
      expect([interval, await stateOf(interval)]).toEqual([interval, undefined]);
  });

  it('beside them, data that were audited are said so, and a correction of them counts', async () => {
    // Late data of March are expected.
    const early = await apiOver(store, registry, instant(Date.parse('2025-04-02T12:00:00+08:00')));
    onTestFinished(() => early.close());
    const of = async (path: string) => {
      const { data, meta, ...rest } = await early.get<Partial<Series<object>> & Checked>(`/v1/water/${path}`);
      const all = data && meta && 'each' in meta ? wholeRows<Checked>({ data, meta }) : (data ?? [rest]);
      const said = (all as readonly Checked[]).map(
        ({ dataState, provisional }) => `${dataState} ${provisional}`,
      );
      return [...new Set(said)];
    };
    const own = [
      ...['sample', 'day', 'month'].map(
        (interval) => `sections/s1/class?interval=${interval}&from=2025-03-31&to=2025-03-31`,
      ),
      'sections/s1/class/latest',
    ];
    const all = [
      'rivers/river/class?period=month&at=2025-03',
      'summary?scope=region:city&period=month&at=2025-03',
      'regions/city/quality-index?period=month&at=2025-03',
      'rankings?level=city&period=month&at=2025-03',
      'sections/latest?fields=provisional,dataState',
    ];
    const audit = {
      kind: 'data-state',
      state: 'audited',
      from: '2025-03-01',
      until: '2025-03-31',
      reason: 'check',
    };
    for (const path of own) expect([path, await of(path)]).toEqual([path, ['undefined true']]);
    // A sample at midnight counts for the day before.
    const tables = ['samples', 'days', 'months'].map((table) => `${table}?sections=s1`);
    const bodies = ['rivers?ids=river&interval=month'];
    const cells = async (table: string) => {
      const asked = `/v1/water/${table}&from=2025-03-31&to=2025-04-01&fields=provisional,data_state`;
      const { data } = await early.get<{ data: { provisional: string; data_state: string | null }[] }>(asked);
      return [...new Set(data.map((row) => `${row.data_state} ${row.provisional}`))];
    };
    for (const table of [...tables, ...bodies])
      expect([table, await cells(table)]).toEqual([table, ['null yes']]);
    expect((await early.send('/v1/annotations', { ...audit, section: 's1' })).status).toBe(201);
    for (const path of own) expect([path, await of(path)]).toEqual([path, ['audited false']]);
    for (const table of tables) expect([table, await cells(table)]).toEqual([table, ['audited no']]);
    for (const table of bodies) expect([table, await cells(table)]).toEqual([table, ['null yes']]);
    for (const path of all.slice(0, 4)) expect([path, await of(path)]).toEqual([path, ['undefined true']]);
    expect((await early.send('/v1/annotations', { ...audit, region: 'city' })).status).toBe(201);
    for (const path of all.slice(0, 4)) expect([path, await of(path)]).toEqual([path, ['audited false']]);
    expect(await of(all[4] ?? '')).toContain('audited false');
    for (const table of bodies) expect([table, await cells(table)]).toEqual([table, ['audited no']]);
    const before = await monthOf('s1');
    const late = observationOf(registry, 's1', instant(START + 8 * HOUR), BAD, 14_400);
    await store.write({ observations: [late], deadLetters: [] });
    await evaluator.caughtUp();
    const after = await monthOf('s1');
    // 185 times of 0.2 and one of 3 mg/L: (37 + 3) / 186.
    expect(before?.values['nh3n']).toBe(0.2);
    expect(after?.values['nh3n']).toBeCloseTo(40 / 186, 9);
    expect(after).toMatchObject({ dataState: 'audited', revision: (before?.revision ?? 0) + 1 });
    // The span is of the change, which the evaluator made by the clock of the system.
    const trail = '/v1/audit?subject=s1&kind=class.day&from=1960-01-01T00:00:00Z&to=2160-01-01T00:00:00Z';
    const { data } = await api.get<{ data: { kind: string; causes: object[] }[] }>(trail);
    expect(data).toMatchObject([{ kind: 'class.day', causes: [{ change: 'corrected', station: 's1' }] }]);
  });

  it('are the same in a recomputation from raw readings', async () => {
    await api.send('/v1/annotations', state('s3', 'not-sampled', '2025-03-05', '2025-03-06'));
    const found = await api.post<Record<string, unknown>>('/v1/recompute', {
      from: '2025-03-01',
      to: '2025-03-31',
    });
    expect(found).toMatchObject({ differing: 0, notStored: 0, alike: 0 });
    expect(found['same']).toBeGreaterThan(900);
  });
});
