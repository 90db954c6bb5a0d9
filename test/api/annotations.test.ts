import { instant } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';

const NOW = instant(Date.parse('2026-04-20T09:00:00+08:00'));
const REGISTRY = registryOf({
  regions: [
    { id: 'baoding', name: { zh: '保定市', en: 'Baoding' }, kind: 'city' },
    { id: 'jingxiu', name: '竞秀区', kind: 'district', parent: 'baoding' },
  ],
  rivers: [{ id: 'fuhe', name: '府河' }],
  sections: [{ id: 'anxinqiao', name: '安新桥', river: 'fuhe', region: 'jingxiu', waterBody: 'river' }],
});

const DUST = { kind: 'dust-day', region: 'baoding', from: '2026-04-10', reason: 'notice 12' };
const FROZEN = {
  kind: 'section-state',
  section: 'anxinqiao',
  state: 'frozen',
  from: '2026-01-05',
  until: '2026-01-20',
  reason: 'patrol',
  by: 'monitoring centre',
};

/** An API over an empty store. */
const withApi = (use: (api: AskedApi) => Promise<void>): Promise<void> =>
  withStore(async (store) => {
    const api = await apiOver(store, REGISTRY, NOW);
    onTestFinished(() => api.close());
    await use(api);
  });

describe('annotations', () => {
  it('are entered and read, with names in both languages', () =>
    withApi(async (api) => {
      const dust = await api.send('/v1/annotations', DUST);
      const expected = {
        id: 1,
        kind: 'dust-day',
        region: 'baoding',
        name: { zh: '保定市', en: 'Baoding' },
        from: '2026-04-10',
        until: '2026-04-10',
        pollutants: ['pm10', 'pm2_5'],
        reason: 'notice 12',
        enteredAt: '2026-04-20T09:00:00+08:00',
        version: 1,
      };
      expect(dust).toEqual({ status: 201, answer: expected });
      const frozen = await api.send<{ stateName: object; by: string }>('/v1/annotations', FROZEN);
      expect(frozen.answer).toMatchObject({
        section: 'anxinqiao',
        state: 'frozen',
        stateName: { zh: '结冰', en: 'frozen' },
        by: 'monitoring centre',
      });
      expect(await api.get('/v1/annotations/1')).toEqual(expected);
      expect(await api.get('/v1/annotations')).toEqual({
        data: [expected, frozen.answer],
        meta: { limit: 100 },
      });
      expect(await api.text('/v1/annotations?kind=dust-day', 'text/csv')).toContain('1,,baoding,');
    }));

  it('are withdrawn once, and stay on record', () =>
    withApi(async (api) => {
      await api.send('/v1/annotations', DUST);
      const url = '/v1/annotations/1/withdraw';
      const { status, answer } = await api.send(url, { reason: 'not confirmed', by: 'reviewer' });
      expect(status).toBe(200);
      expect(answer).toMatchObject({
        version: 2,
        withdrawn: { at: '2026-04-20T09:00:00+08:00', reason: 'not confirmed', by: 'reviewer' },
      });
      expect(await api.postStatus(url, { reason: 'again' })).toBe(409);
      expect(await api.postStatus('/v1/annotations/2/withdraw', { reason: 'none' })).toBe(404);
      const listed = (withdrawn: boolean) =>
        api.get<{ data: object[] }>(`/v1/annotations?withdrawn=${withdrawn}`).then(({ data }) => data.length);
      expect([await listed(true), await listed(false)]).toEqual([1, 0]);
    }));

  it('refuse what is no statement of a day, and say which field is wrong', () =>
    withApi(async (api) => {
      const refused = async (body: object) => {
        const { status, answer } = await api.send<{ type: string; detail: string }>('/v1/annotations', body);
        return `${status} ${answer.type.split('/').at(-1)}: ${answer.detail}`;
      };
      expect(await refused({ ...DUST, region: 'nowhere' })).toBe(
        '400 bad-request: body/region: no region nowhere',
      );
      expect(await refused({ ...FROZEN, section: 'nowhere' })).toBe(
        '400 bad-request: body/section: no section nowhere',
      );
      expect(await refused({ ...DUST, from: '2026-02-30' })).toMatch(/^400 bad-time: from/);
      expect(await refused({ ...DUST, from: '2026-04' })).toMatch(/^400 bad-time: from/);
      expect(await refused({ ...DUST, until: '2026-04-09' })).toMatch(/^400 bad-time: until/);
      expect(await refused({ ...FROZEN, until: '2027-01-20' })).toMatch(/^400 bad-time: .*366 days/);
      expect(await refused({ ...DUST, pollutants: ['so2'] })).toMatch(/^400 bad-request: /);
      expect(await refused({ ...DUST, pollutants: [] })).toMatch(/^400 bad-request: /);
      expect(await refused({ ...DUST, reason: '' })).toMatch(/^400 bad-request: /);
      expect(await refused({ ...FROZEN, state: 'flooded' })).toMatch(/^400 bad-request: /);
      expect(await refused({ ...DUST, section: 'anxinqiao' })).toMatch(/^400 bad-request: /);
      expect(await api.status('/v1/annotations/1')).toBe(404);
    }));

  it('refuse a second one of the same days with the number of the first', () =>
    withApi(async (api) => {
      await api.send('/v1/annotations', { ...DUST, pollutants: ['pm10'] });
      const { status, answer } = await api.send<{ detail: string }>('/v1/annotations', DUST);
      expect([status, answer.detail]).toEqual([
        409,
        'annotation 1 says so of baoding for 2026-04-10 to 2026-04-10; withdraw it first',
      ]);
      expect(await api.postStatus('/v1/annotations', { ...DUST, pollutants: ['pm2_5'] })).toBe(201);
      expect(await api.postStatus('/v1/annotations', { ...DUST, region: 'jingxiu' })).toBe(201);
    }));

  it('of a section stand in the row of its latest class on their days, until they are withdrawn', () =>
    withApi(async (api) => {
      const url = '/v1/water/sections/latest';
      const stateAt = async (at?: string) => {
        const more = at === undefined ? '' : `?at=${encodeURIComponent(at)}`;
        const { data } = await api.get<{ data: { sectionState?: object }[] }>(url + more);
        return data.map(({ sectionState }) => sectionState);
      };
      expect(await stateAt()).toEqual([undefined]);
      const before = await api.tag(url);
      expect((await api.answer(url, { 'if-none-match': before })).status).toBe(304);
      await api.send('/v1/annotations', { ...FROZEN, from: '2026-04-19', until: '2026-04-20' });
      const frozen = {
        ...{ state: 'frozen', stateName: { zh: '结冰', en: 'frozen' } },
        ...{ from: '2026-04-19', until: '2026-04-20', annotation: 1 },
      };
      expect((await api.answer(url, { 'if-none-match': before })).status).toBe(200);
      expect(await stateAt()).toEqual([frozen]);
      // A date stands for its end, and 24:00 of a day belongs to it.
      expect(await stateAt('2026-04-19')).toEqual([frozen]);
      expect(await stateAt('2026-04-19T00:00:00+08:00')).toEqual([undefined]);
      expect(await stateAt('2026-04-19T01:00:00+08:00')).toEqual([frozen]);
      expect(await stateAt('2026-04-21T01:00:00+08:00')).toEqual([undefined]);
      expect(await api.text(url, 'text/csv')).toContain('frozen');
      const annotated = await api.tag(url);
      await api.send('/v1/annotations/1/withdraw', { reason: 'thawed' });
      // Another list is asked for first, and takes the withdrawal into account.
      expect(await api.status('/v1/air/regions/latest')).toBe(200);
      expect((await api.answer(url, { 'if-none-match': annotated })).status).toBe(200);
      expect(await stateAt()).toEqual([undefined]);
    }));

  it('say which data were checked, of a region, section or station, once they are there', () =>
    withApi(async (api) => {
      const AUDIT = {
        kind: 'data-state',
        state: 'audited',
        from: '2026-03-01',
        until: '2026-03-31',
        reason: 'check',
      };
      const { status, answer } = await api.send('/v1/annotations', { ...AUDIT, region: 'baoding' });
      expect([status, answer]).toMatchObject([
        201,
        {
          region: 'baoding',
          state: 'audited',
          stateName: { zh: '已审核', en: 'audited' },
          until: '2026-03-31',
        },
      ]);
      expect(await api.postStatus('/v1/annotations', { ...AUDIT, region: 'baoding' })).toBe(409);
      const reviewed = await api.send('/v1/annotations', {
        ...AUDIT,
        section: 'anxinqiao',
        state: 'reviewed',
      });
      expect(reviewed.answer).toMatchObject({
        ...{ section: 'anxinqiao', name: { zh: '安新桥', en: '安新桥' } },
        stateName: { zh: '已复核', en: 'reviewed' },
      });
      const refused = async (body: object) => {
        const found = await api.send<{ detail: string }>('/v1/annotations', { ...AUDIT, ...body });
        return `${found.status} ${found.answer.detail}`;
      };
      expect(await refused({})).toMatch(/^400 .*one of region, section and station/);
      expect(await refused({ region: 'baoding', section: 'anxinqiao' })).toMatch(/^400 .*one of region/);
      expect(await refused({ station: 'nowhere' })).toBe('400 body/station: no station nowhere');
      expect(await refused({ region: 'jingxiu', state: 'live' })).toMatch(/^400 /);
      // Today is not over.
      expect(await refused({ region: 'jingxiu', until: '2026-04-20' })).toMatch(
        /^400 until: 2026-04-20 is not over/,
      );
      expect(await refused({ region: 'jingxiu', until: '2026-04-19' })).toMatch(/^201 /);
    }));

  it('come a page at a time', () =>
    withApi(async (api) => {
      for (const from of ['2026-04-10', '2026-04-11', '2026-04-12'])
        await api.send('/v1/annotations', { ...DUST, from });
      const first = await api.get<{ data: { id: number }[]; meta: { cursor: string } }>(
        '/v1/annotations?limit=2',
      );
      expect(first.data.map(({ id }) => id)).toEqual([1, 2]);
      const rest = await api.get<typeof first>(`/v1/annotations?limit=2&cursor=${first.meta.cursor}`);
      expect(rest.data.map(({ id }) => id)).toEqual([3]);
    }));
});
