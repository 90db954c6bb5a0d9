import { DAY } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { at, days, evaluated, index, LOW, NOW } from '../support/period-answers.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

describe('provisional (no. 28)', () => {
  it('is false once late data are no longer expected, of hours, days and periods', async () => {
    const { asked } = await evaluated(days('S-d1', '2016-06-01', 30, LOW));
    const urls = [
      '/v1/air/stations/S-d1/aqi?interval=hour&from=2016-06-01&to=2016-06-02',
      '/v1/air/regions/c/aqi?interval=day&from=2016-06-01&to=2016-07-01',
      '/v1/stations/S-d1/observations?parameter=o3&interval=hour&from=2016-06-01&to=2016-06-02',
      '/v1/air/regions/c/composite-index?period=month&at=2016-06',
      '/v1/air/rankings?level=district&period=month&at=2016-06',
    ];
    const api = await asked(NOW);
    for (const url of urls) {
      const found = await api.get<Partial<Series<object>> & { readonly provisional?: boolean }>(url);
      const { data, meta = {} } = found;
      const rows = data ? wholeRows<{ readonly provisional: boolean }>({ data, meta }) : [found];
      const flags = rows.map(({ provisional }) => provisional);
      expect([url, new Set(flags)]).toEqual([url, new Set([false])]);
    }
  });

  it('is true for 72 hours after the end, and the tag changes with it', async () => {
    const { asked } = await evaluated(days('S-d1', '2016-06-01', 30, LOW));
    const url = '/v1/air/regions/c/composite-index?period=month&at=2016-06';
    const end = at('2016-07-01T00:00:00+08:00');
    const provisionalAt = async (now: number) =>
      (await index(await asked(new Date(now).toISOString()), 'regions/c', 'period=month&at=2016-06'))
        .provisional;
    expect(await provisionalAt(end + 3 * DAY - 1)).toBe(true);
    expect(await provisionalAt(end + 3 * DAY)).toBe(false);
    const [before, after] = [
      await (await asked(new Date(end + 3 * DAY - 1).toISOString())).tag(url),
      await (await asked(new Date(end + 3 * DAY).toISOString())).tag(url),
    ];
    expect(before).not.toBe(after);
  });
});

interface Checked {
  readonly dataState?: string;
  readonly provisional: boolean;
}

describe('audited data', () => {
  const JUNE = { from: '2016-06-01', until: '2016-06-30' };
  /** Two districts with a June, at a time at which late data of its last day are expected. */
  const asOfJuly = async () => {
    const readings = ['S-d1', 'S-d2'].flatMap((station) => days(station, '2016-06-01', 30, LOW));
    const { asked } = await evaluated(readings);
    const api = await asked('2016-07-02T12:00:00+08:00');
    const enter = async (body: object) => {
      const said = { kind: 'data-state', state: 'audited', reason: 'check of June', ...JUNE, ...body };
      const { status, answer } = await api.send<{ id: number }>('/v1/annotations', said);
      expect(status).toBe(201);
      return answer.id;
    };
    const saidOf = ({ dataState, provisional }: Checked) => [dataState, provisional] as const;
    const month = async (subject: string) =>
      saidOf(await api.get<Checked>(`/v1/air/${subject}/composite-index?period=month&at=2016-06`));
    const rows = async (url: string) => wholeRows<Checked>(await api.get<Series<object>>(url)).map(saidOf);
    return { api, enter, month, rows };
  };
  const OPEN = [undefined, true] as const;
  const LIVE = [undefined, false] as const;
  const AUDITED = ['audited', false] as const;

  it('are not provisional where all of a span was audited, in the region and all that is in it', async () => {
    const { api, enter, month, rows } = await asOfJuly();
    const url = '/v1/air/regions/d1/composite-index?period=month&at=2016-06';
    const tag = await api.tag(url);
    const whole = ['regions/c', 'regions/d1', 'stations/S-d1'];
    const series = [
      '/v1/air/regions/d1/aqi?interval=day&from=2016-06-30&to=2016-06-30',
      '/v1/air/stations/S-d1/aqi?interval=day&from=2016-06-30&to=2016-06-30',
      '/v1/air/stations/S-d1/aqi?interval=hour&from=2016-06-30&to=2016-06-30',
      '/v1/stations/S-d1/observations?parameter=o3&interval=hour&from=2016-06-30&to=2016-06-30',
    ];
    for (const subject of whole) expect([subject, await month(subject)]).toEqual([subject, OPEN]);
    for (const each of series) expect([each, (await rows(each))[0]]).toEqual([each, OPEN]);
    const id = await enter({ region: 'c' });
    for (const subject of whole) expect([subject, await month(subject)]).toEqual([subject, AUDITED]);
    for (const each of series) {
      const found = await rows(each);
      expect(found.length).toBeGreaterThan(0);
      expect([each, new Set(found.map(String))]).toEqual([each, new Set([String(AUDITED)])]);
      expect(await api.text(each, 'text/csv')).toContain('dataState');
    }
    const audited = await api.tag(url);
    expect(audited).not.toBe(tag);
    // Another year is not meant.
    expect(await api.get<Checked>('/v1/air/regions/d1/composite-index?period=year&at=2016')).toMatchObject({
      provisional: true,
    });
    await api.send(`/v1/annotations/${id}/withdraw`, { reason: 'too early' });
    expect(await month('regions/d1')).toEqual(OPEN);
    expect(await api.tag(url)).toBe(tag);
  });

  it('are said by rows of tables where they are asked for, in JSON and CSV', async () => {
    const { api, enter } = await asOfJuly();
    const span = 'from=2016-06-29&to=2016-06-30';
    const tables = [
      `days?regions=d1,d2&${span}`,
      'hours?stations=S-d1&from=2016-06-30&to=2016-06-30',
      'periods?regions=d1,d2&interval=month&from=2016-06-01&to=2016-06-30',
    ];
    const urls = tables.map((table) => `/v1/air/${table}&fields=provisional,data_state`);
    type Row = Readonly<Record<'provisional' | 'data_state', string | null>>;
    const rows = async (url: string) =>
      (await api.get<{ data: Row[] }>(url)).data.map((row) => `${row.provisional} ${row.data_state}`);
    // The 29th is over since 60 hours, and late data are expected for 72.
    for (const url of urls) expect([url, new Set(await rows(url))]).toEqual([url, new Set(['yes null'])]);
    const tags = await Promise.all(urls.map((url) => api.tag(url)));
    await enter({ region: 'd1' });
    const [days = '', hours = '', periods = ''] = urls;
    for (const url of [days, periods])
      expect([url, new Set(await rows(url))]).toEqual([url, new Set(['no audited', 'yes null'])]);
    expect(new Set(await rows(hours))).toEqual(new Set(['no audited']));
    for (const [at, url] of urls.entries()) expect(await api.tag(url)).not.toBe(tags[at]);
    await enter({ region: 'd2', state: 'reviewed', from: '2016-06-30' });
    expect(await rows(days)).toEqual(['no audited', 'yes null', 'no audited', 'yes reviewed']);
    expect(await api.text(hours, 'text/csv')).toMatch(/^\ufeff?provisional,data_state\r?\nno,audited\r?\n/);
    // Nobody who does not ask for them gets them.
    expect(await api.text(`/v1/air/days?regions=d1&${span}`, 'text/csv')).not.toContain('data_state');
    const open = `/v1/air/days?regions=d1,d2&${span}&fields=region,date&where=provisional=yes`;
    expect((await api.get<{ data: object[] }>(encodeURI(open))).data).toHaveLength(2);
  });

  it('of a part of a span, of a station or of one region leave the others as they were', async () => {
    const { api, enter, month, rows } = await asOfJuly();
    await enter({ region: 'd1', until: '2016-06-29' });
    expect(await month('regions/d1')).toEqual(OPEN);
    const lastDays = '/v1/air/regions/d1/aqi?interval=day&from=2016-06-28&to=2016-06-30';
    expect(await rows(lastDays)).toEqual([AUDITED, AUDITED, OPEN]);
    await enter({ region: 'd1', state: 'reviewed', from: '2016-06-30' });
    expect(await rows(lastDays)).toEqual([AUDITED, AUDITED, ['reviewed', true]]);
    expect(await month('regions/d1')).toEqual(['reviewed', true]);
    const list = '/v1/air/rankings?level=district&period=month&at=2016-06';
    const tag = await api.tag(list);
    await enter({ region: 'd1', from: '2016-06-30' });
    expect(await month('regions/d1')).toEqual(AUDITED);
    expect(await month('regions/c')).toEqual(OPEN);
    expect(await api.tag(list)).not.toBe(tag);
    const places = await api.get<Checked & { ranked: (Checked & { region: string })[] }>(list);
    expect(places.ranked.map(({ region, dataState }) => [region, dataState]).sort()).toEqual([
      ['d1', 'audited'],
      ['d2', undefined],
    ]);
    expect([places.dataState, places.provisional]).toEqual(OPEN);
    await enter({ station: 'S-d2' });
    expect(await month('stations/S-d2')).toEqual(AUDITED);
    expect(await month('regions/d2')).toEqual(OPEN);
    await enter({ region: 'd2' });
    const both = await api.get<Checked>(list);
    expect([both.dataState, both.provisional]).toEqual(AUDITED);
    expect(await rows('/v1/air/regions/c/aqi?interval=day&from=2016-06-01&to=2016-06-01')).toEqual([LIVE]);
  });
});
