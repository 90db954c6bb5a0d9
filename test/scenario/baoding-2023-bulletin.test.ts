import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeBaoding, readBaoding } from '../support/made-baoding.ts';

/*
 * MADE READINGS with the shape of Baoding's statement for 2023: index 4.74, 1.46 % lower; of eight rivers with water
 * into Baiyangdian five are class II and three III; 49 of 49 national and provincial sections are III or better. One
 * municipal section was made class IV, so that a bulletin has something beyond its target.
 */
let made: MadeBaoding;

beforeAll(async () => {
  made = await readBaoding();
}, 240_000);
afterAll(() => made?.close());

const ask = (url: string, headers: Record<string, string> = {}) => made.api.inject({ url, headers });
const bulletin = async (id: string) => (await ask(`/v1/bulletins/${id}`)).json();

describe('the bulletin of 2023', () => {
  it('has the index and its change as the statement does', async () => {
    const year = await bulletin('2023');
    expect(year).toMatchObject({
      id: '2023',
      period: 'year',
      region: { id: 'baoding', name: { zh: '保定市', en: 'Baoding' } },
      from: '2023-01-01T00:00:00+08:00',
      to: '2024-01-01T00:00:00+08:00',
      status: 'final',
      provisional: false,
      absent: {},
      air: {
        whole: {
          index: 4.74,
          max: 1.23,
          primary: ['pm2_5'],
          change: { yearEarlier: { sameEdition: { index: 4.81, change: -1.46 } } },
          goodDays: { good: 0, valid: 365, ratio: 0 },
          primaryDays: { o3: 365 },
        },
        goodDaysYearEarlier: { good: 0, valid: 365 },
      },
      editions: { gb3095: ['GB 3095-2012'], gb3838: 'GB 3838-2002', changedWithin: false },
      completeness: {
        air: { percent: 100 },
        water: { expected: 50, observed: 50, percent: 100 },
        // Of fifty sections one day of six samples in each of twelve months.
        waterResults: { expected: 50 * 365 * 6, observed: 50 * 12 * 6, percent: 3.3 },
      },
    });
  });

  it('ranks the districts, the cleaner first, each with its own change', async () => {
    const { air } = await bulletin('2023');
    expect(air.ranked).toMatchObject([
      { rank: 1, region: 'mancheng', name: { zh: '满城区' }, coverage: { expected: 365, percent: 100 } },
      { rank: 2, region: 'jingxiu', primary: ['pm2_5'] },
    ]);
    for (const { change } of air.ranked) expect(change.yearEarlier).toBeLessThan(0);
  });

  it('counts rivers and sections as the statement does', async () => {
    const { water } = await bulletin('2023');
    expect(water.lakes).toMatchObject([
      { lake: 'baiyangdian', class: 'III', inflows: { evaluated: 8, counts: { II: 5, III: 3, IV: 0 } } },
    ]);
    expect(water.nationalAndProvincial).toMatchObject({ evaluated: 49, good: 100, attainment: 100 });
    expect(water.sections).toMatchObject({ evaluated: 50, good: 98, compliant: 49, targeted: 50 });
  });

  it('lists what is beyond its target, with items, limits and multiples', async () => {
    const { water } = await bulletin('2023');
    expect(water.beyondTarget).toHaveLength(1);
    const [ditch] = water.beyondTarget;
    expect(ditch).toMatchObject({ section: 'ditch', target: 'III', class: 'IV', meetsTarget: false });
    // GB 3838-2002 table 1, class III.
    const limits: Record<string, number> = { codmn: 6, nh3n: 1, tp: 0.2 };
    expect(ditch.exceedances.map(({ item }: { item: string }) => item)).toEqual(['codmn', 'nh3n', 'tp']);
    for (const { item, value, limit, multiple } of ditch.exceedances) {
      expect(limit).toBe(limits[item]);
      expect(Math.abs(multiple - (value - limit) / limit)).toBeLessThanOrEqual(0.005 + 1e-9);
    }
  });

  it('is the same figure as the call of its own', async () => {
    const { water, air } = await bulletin('2023-Q2');
    const own = (await ask('/v1/air/regions/baoding/composite-index?period=quarter&at=2023-05')).json();
    expect(air.whole).toEqual(own);
    const asked = '/v1/water/sections/ditch/class?interval=quarter&from=2023-06&to=2023-06';
    const { data } = (await ask(asked)).json();
    expect(data).toHaveLength(1);
    const shown = (all: { item: string; value: number; multiple: number }[]) =>
      all.map(({ item, value, multiple }) => ({ item, value, multiple }));
    expect(shown(data[0].exceedances)).toEqual(shown(water.beyondTarget[0].exceedances));
    expect(data[0].exceedances).toHaveLength(3);
  });

  it('shows the same arithmetic as the calls of their own', async () => {
    const { air, water } = await bulletin('2023-Q2?explain=true');
    const asked = 'period=quarter&at=2023-05&explain=true';
    expect(air.whole).toEqual((await ask(`/v1/air/regions/baoding/composite-index?${asked}`)).json());
    expect(air.whole.derivation.length).toBeGreaterThan(6);
    const own = (await ask(`/v1/water/summary?scope=region:baoding&${asked}`)).json();
    expect(water.derivation).toEqual(own.derivation);
    expect(water.derivation.length).toBeGreaterThan(0);
    const plain = await bulletin('2023-Q2');
    expect([plain.air.whole.derivation, plain.water.derivation]).toEqual([undefined, undefined]);
  });

  it('says why a medium is missing, and that a running period is provisional', async () => {
    expect(await bulletin('2022')).toMatchObject({
      water: null,
      absent: { water: 'no-data' },
      status: 'final',
    });
    for (const [id, status, type] of [
      ['2024-02', 404, 'no-data'],
      ['2021', 404, 'no-data'],
      ['2023-13', 400, 'bad-time'],
      ['2023-Q5', 400, 'bad-time'],
    ] as const) {
      const response = await ask(`/v1/bulletins/${id}`);
      expect([id, response.statusCode, response.json().type]).toEqual([
        id,
        status,
        expect.stringMatching(`${type}$`),
      ]);
    }
    expect((await ask('/v1/bulletins/2023?region=nowhere')).statusCode).toBe(404);
  });
});

describe('a bulletin with less than it needs', () => {
  it('says what it lacks rather than a figure, to people too', async () => {
    const january = await bulletin('2024-01');
    expect(january).toMatchObject({
      status: 'provisional',
      validity: { kind: 'insufficient' },
      completeness: { air: { expected: 62, observed: 2, percent: 3.2 }, water: null },
      absent: { water: 'no-data' },
      air: {
        whole: { index: null, missing: { so2: 'too-few-samples', pm2_5: 'too-few-samples' } },
        ranked: [
          { rank: null, index: null, rankByChange: null },
          { rank: null, index: null },
        ],
      },
    });
    const page = (await ask('/v1/bulletins/2024-01?format=html&lang=zh')).body;
    expect(page).toContain('环境空气质量综合指数无法给出（有效数据不足）');
    expect(page).toContain('本时段没有地表水评价结果。');
    expect(page).toContain('暂定');
  });

  it('leaves out a region without evaluation points, and compares what a province has', async () => {
    const province = (await ask('/v1/bulletins/2023?region=hebei')).json();
    expect(province.air.whole).toBeNull();
    expect(province.air.ranked).toMatchObject([{ region: 'baoding', rank: 1, index: 4.74, missing: {} }]);
    const district = (await ask('/v1/bulletins/2023?region=jingxiu')).json();
    expect(district).toMatchObject({
      region: { id: 'jingxiu' },
      air: { whole: { index: 5.14 }, ranked: [] },
      water: null,
      absent: { water: 'not-monitored' },
    });
  });
});

describe('the bulletin for people', () => {
  it('is Markdown or a page, in the language asked for', async () => {
    const zh = await ask('/v1/bulletins/2023', { accept: 'text/markdown' });
    expect(zh.headers).toMatchObject({
      'content-type': 'text/markdown; charset=utf-8',
      'content-language': 'zh',
    });
    expect(zh.body).toContain('# 保定市生态环境质量年报（2023年）');
    expect(zh.body).toContain('保定市环境空气质量综合指数为 4.74。比上年下降 1.46%。');
    expect(zh.body).toContain('国考、省考断面 49 个，达到或优于Ⅲ类 49 个。');
    expect(zh.body).toContain('白洋淀入湖河流 8 条：Ⅱ类 5 条，Ⅲ类 3 条。');
    const en = await ask('/v1/bulletins/2023?format=markdown&lang=en');
    expect(en.body).toContain('The composite index of Baoding for 2023 is 4.74. It is 1.46 % lower');
    expect(en.body).toContain('Of 49 national and provincial sections 49 are class III or better.');
  });

  it('is a page that needs nothing else, for what a browser sends', async () => {
    const headers = {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-language': 'en-GB,zh;q=0.5',
    };
    const page = await ask('/v1/bulletins/2023-09', headers);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'en',
    });
    expect(page.body).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page.body).not.toMatch(/<script|<link|<img|https?:|url\(/);
    expect(page.body).toContain('@media print');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';/,
    );
  });

  it('answers a poller with 304', async () => {
    const first = await ask('/v1/bulletins/2023-09');
    const again = await ask('/v1/bulletins/2023-09', { 'if-none-match': String(first.headers.etag) });
    expect([first.statusCode, again.statusCode]).toEqual([200, 304]);
  });
});

/** Symbols, units, numbers of documents and of items that a Chinese bulletin prints in Latin letters. */
const PRINTED = new Set('SO NO CO O PM µg mg m L pH GB HJ AQI C UTC'.split(' '));
/** What a program writes and no bulletin prints: ids with a slash or a stroke, camel case, dates by numbers. */
const MACHINE =
  /[a-z\d]\/[a-z]{3,}|\b[a-z]+-[a-z]-?|[a-z][A-Z]|_|\b\d{4}-\d{2}-\d{2} [–-]|undefined|null|NaN/;
const CASES = ['2023-09', '2023-Q2', '2023', '2024-01'].flatMap((id) =>
  ['', '&region=jingxiu', '&region=hebei', '&edition=2026&stage=final', '&method=annex-c'].map(
    (query) => [id, query] as const,
  ),
);

describe('the words of a bulletin', () => {
  const textOf = async (id: string, query: string, lang: 'zh' | 'en') =>
    (await ask(`/v1/bulletins/${id}?format=markdown&lang=${lang}${query}`)).body.replaceAll('\\', '');

  /** Names of a registry are printed as they are, the longer before those that stand in them. */
  const withoutNames = async (text: string) => {
    const lists = await Promise.all(
      ['regions', 'rivers', 'lakes', 'sections'].map(async (list) =>
        (await ask(`/v1/${list}?limit=1000`)).json(),
      ),
    );
    const names = lists.flatMap(({ data }) => data).flatMap(({ name }) => [name.zh, name.en]);
    return names.sort((a, b) => b.length - a.length).reduce((all, name) => all.replaceAll(name, '·'), text);
  };

  it.each(CASES)('of %s%s are those that a bulletin prints', async (id, query) => {
    const zh = await withoutNames(await textOf(id, query, 'zh'));
    const latin: readonly string[] = zh.match(/[A-Za-zµ]+/g) ?? [];
    expect(latin.filter((word) => !PRINTED.has(word))).toEqual([]);
    const en = (await withoutNames(await textOf(id, query, 'en'))).replaceAll(/[µm]g\/(m³|L)/g, '');
    expect(en.match(MACHINE)).toBeNull();
    // The method of 2011 has no number of its own but this.
    expect(en.replaceAll('环办〔2011〕22号', '')).not.toMatch(/[㐀-鿿]/);
  });

  it('number the headings that are there', async () => {
    const headings = async (query: string) =>
      (await textOf('2023', query, 'zh')).match(/^## .+$/gm)?.map((line) => line.slice(3));
    expect(await headings('')).toEqual([
      '一、环境空气质量',
      '二、区域排名',
      '三、地表水环境质量',
      '四、未达到目标水质的断面',
      '五、数据有效性',
      '六、采用的标准',
    ]);
    // A county without sections has no districts, and nothing of water that misses a target.
    expect(await headings('&region=jingxiu')).toEqual([
      '一、环境空气质量',
      '二、地表水环境质量',
      '三、数据有效性',
      '四、采用的标准',
    ]);
  });

  it('name unit, statistic, edition and coverage of the figures', async () => {
    const zh = await textOf('2023', '', 'zh');
    expect(zh).toContain('一氧化碳 CO（日均值第 95 百分位数） |');
    expect(zh).toContain('臭氧 O₃（日最大 8 小时平均第 90 百分位数） |');
    expect(zh).toContain(
      '评价依据：GB 3095-2012、HJ 633-2012、HJ 663-2013；空气有效天数应有 730 天，有效 730 天（100.0%）。',
    );
    expect(zh).toContain(
      '评价依据：GB 3838-2002、环办〔2011〕22号；评价断面应有 50 个，可评价 50 个（100.0%）。',
    );
    expect(zh).toContain('断面监测次数：应有 109500 次，有效 3600 次（3.3%）。');
    expect(zh).toContain('《环境空气质量标准》GB 3095-2012');
    const en = await textOf('2023-09', '', 'en');
    expect(en).toContain('- Period: 1 September 2023 to 30 September 2023');
    expect(en).toMatch(/in the previous month/);
  });
});

describe('a bulletin under an edition that is named', () => {
  const FINAL = 'edition=2026&stage=final';
  const inText = async (query: string) => ({
    zh: (await ask(`/v1/bulletins/2023?lang=zh&format=markdown&${query}`)).body,
    en: (await ask(`/v1/bulletins/2023?lang=en&format=markdown&${query}`)).body,
    page: (await ask(`/v1/bulletins/2023?lang=zh&format=html&${query}`)).body,
  });

  it('has the figures of the single calls under it', async () => {
    const { air, water, editions } = await bulletin(`2023?${FINAL}`);
    const asked = `period=year&at=2023&${FINAL}`;
    expect(air.whole).toEqual((await ask(`/v1/air/regions/baoding/composite-index?${asked}`)).json());
    const { ranked } = (await ask(`/v1/air/rankings?level=district&${asked}`)).json();
    const shown = (rows: { rank: number; region: string; index: number }[]) =>
      rows.map(({ rank, region, index }) => [rank, region, index]);
    expect(shown(air.ranked)).toEqual(shown(ranked));
    expect(editions).toMatchObject({ asked: 'GB 3095-2026/final', gb3095: ['GB 3095-2026/final'] });
    // 7/20 + 31/30 + 1.4/4 + 184/160 + 78/50 + 43/25, each with two decimals (GB 3095-2026 table 1, final stage).
    expect(air.whole).toMatchObject({
      index: 6.16,
      terms: { so2: 0.35, no2: 1.03, co: 0.35, o3: 1.15, pm10: 1.56, pm2_5: 1.72 },
    });
    // Of water there is one edition, and nothing of it changes.
    expect(water).toEqual((await bulletin('2023')).water);
  });

  it('says so to people, and says nothing where none is named', async () => {
    const named = await inText(FINAL);
    expect(named.zh).toContain('- 指定的空气质量标准: GB 3095-2026（最终阶段）');
    expect(named.zh).toContain('空气按指定的 GB 3095-2026（最终阶段）评价');
    expect(named.en).toContain('- Air quality standard, as requested: GB 3095-2026 (final stage)');
    expect(named.en).toContain('Air is evaluated under GB 3095-2026 (final stage), as requested');
    expect(named.page).toContain('<dt>指定的空气质量标准</dt><dd>GB 3095-2026（最终阶段）</dd>');
    for (const text of Object.values(await inText(''))) expect(text).not.toMatch(/指定|as requested/);
  });

  it('names the method too, and the edition that was in force where only a method is asked for', async () => {
    const { air, editions } = await bulletin('2023?method=annex-c');
    expect(editions).toMatchObject({ asked: null, method: 'annex-c', gb3095: ['GB 3095-2012'] });
    const own = await ask('/v1/air/regions/baoding/composite-index?period=year&at=2023&method=annex-c');
    expect(air.whole).toEqual(own.json());
    expect((await inText('method=annex-c')).en).toContain(
      'Method of the composite index: annex C of HJ 663-2013',
    );
    expect((await bulletin('2023')).editions).toMatchObject({ asked: null, method: 'ranking' });
  });

  it('says of a month that the method of annex C is for years', async () => {
    const text = async (lang: string) =>
      (await ask(`/v1/bulletins/2023-09?method=annex-c&format=markdown&lang=${lang}`)).body;
    expect(await text('zh')).toContain('综合指数无法给出（附录 C 方法只用于全年');
    expect(await text('en')).toContain('(the method of annex C is for whole years');
    expect(await text('en')).not.toContain('a pollutant is missing');
  });

  it('is refused as the single calls refuse it', async () => {
    for (const query of ['edition=2030', 'edition=2012&stage=final', 'stage=middle', 'method=best']) {
      const own = await ask(`/v1/air/regions/baoding/composite-index?period=year&at=2023&${query}`);
      const refused = await ask(`/v1/bulletins/2023?${query}`);
      const { type, status, detail } = own.json();
      expect([query, status]).toEqual([query, 400]);
      expect(refused.json()).toMatchObject({ type, status, detail });
    }
  });
});
