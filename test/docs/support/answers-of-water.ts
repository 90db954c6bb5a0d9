import { instant } from '@lanbi/standards';
import { expect } from 'vitest';
import { type AskedApi, apiOver } from '../../support/api.ts';
import { mean } from '../../support/plain-air.ts';
import {
  assessed,
  bySection,
  CLASSES,
  ITEMS,
  meanOf,
  multipleOf,
  rankOf,
  trophicIndex,
  type Values,
  worstOf,
} from '../../support/plain-water.ts';
import { type PublishedWeeks, publishedWeeks } from '../../support/published-years.ts';
import { type Answer, near, type Row, two } from './answers.ts';

let weeks: PublishedWeeks;
let sections: Map<string, Map<string, Values>>;

const bodyOf = (name: string): 'river' | 'lake' => {
  const isOfLake = [...weeks.registry.sections.values()].find(({ id }) => id === weeks.ids.get(name));
  return isOfLake?.waterBody ?? 'river';
};
const idOf = (name: string): string => weeks.ids.get(name) ?? '';
const samplesIn = (name: string, begin: string, end = begin): [string, Values][] =>
  [...(sections.get(name) ?? [])]
    .filter(([ts]) => ts > `${begin}T00:00:00+08:00` && ts <= dayAfter(end))
    .sort(([a], [b]) => (a < b ? -1 : 1));
const dayAfter = (date: string): string =>
  `${new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)}T00:00:00+08:00`;
const nameOf = (id: string): string => [...weeks.ids].find(([, own]) => own === id)?.[0] ?? '';
const onWater = (water: string): string[] =>
  [...weeks.registry.sections.values()]
    .filter(({ river, lake }) => river === water || lake === water)
    .map(({ id }) => nameOf(id));

/** What each station sends. */
const ITEMS_SENT = [
  'water_temperature',
  'ph',
  'do',
  'conductivity',
  'turbidity',
  'codmn',
  'nh3n',
  'tp',
  'tn',
] as const;

const civilText = (at: number): string => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** The end of the hour that a stamp is in. */
const hourOf = (ts: string): string => civilText(Math.ceil(Date.parse(ts) / 3_600_000) * 3_600_000);

/** Counts of an item over samples. */
function exceedances(item: (typeof ITEMS)[number], samples: readonly (readonly [string, Values])[]) {
  const values = samples.flatMap(([name, own]) => {
    const value = own[item];
    return value === undefined ? [] : [{ value, body: bodyOf(name) }];
  });
  const beyond = values.filter(({ value, body }) => rankOf(item, value, body) > 3);
  const multiples = beyond.flatMap(({ value, body }) => multipleOf(item, value, body) ?? []);
  return {
    ...{ item, evaluated: values.length, exceeded: beyond.length },
    multiple_max: multiples.length > 0 ? expect.closeTo(Math.max(...multiples), 5) : null,
  };
}

/** The means of a month, and what they come to. */
function monthOf(name: string) {
  const samples = samplesIn(name, '2026-08-01', '2026-08-31');
  const values = Object.fromEntries(
    ITEMS.flatMap((item) => {
      const own = meanOf(item, samples);
      return own === null ? [] : [[item, own] as const];
    }),
  );
  const rounded = Object.fromEntries(
    ITEMS.flatMap((item) =>
      values[item] === undefined ? [] : [[item, assessed(item, values[item])] as const],
    ),
  );
  return { samples, values, rounded, rank: worstOf(rounded, bodyOf(name)) };
}

export const WATER: Readonly<Record<string, (rows: Answer) => void>> = {
  'Which item fails most often at a section?'(rows) {
    const name = nameOf('S10');
    const samples = [...(sections.get(name) ?? [])].map(([, values]) => [name, values] as const);
    const counts = ITEMS.map((item) => exceedances(item, samples));
    const most = counts.toSorted((a, b) => b.exceeded - a.exceeded)[0];
    expect(most?.exceeded).toBeGreaterThan(100);
    expect(rows[0]).toMatchObject({ section: 'S10', ...most });
    for (const count of counts)
      expect(rows).toContainEqual(expect.objectContaining({ section: 'S10', ...count }));
    expect(rows).toHaveLength(ITEMS.length);
  },
  'What is the latest class of all sections?'(rows) {
    const latest = [...sections].map(([name, own]) => {
      const [ts = ''] = [...own.keys()].sort().slice(-1);
      const rank = worstOf(own.get(ts) ?? {}, bodyOf(name));
      return { id: idOf(name), ts, class: CLASSES[rank - 1] ?? null };
    });
    expect(rows.toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1))).toEqual(
      latest.sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  },
  'What were the means of each item at all sections in a month?'(rows) {
    const expected = [...sections.keys()].filter((name) => monthOf(name).samples.length > 0);
    expect(rows).toHaveLength(expected.length);
    for (const name of expected) {
      const { values, samples } = monthOf(name);
      expect(rows).toContainEqual(
        expect.objectContaining({
          ...{
            section: idOf(name),
            period: '2026-08',
            samples: samples.filter(([, own]) => Object.keys(own).length > 0).length,
          },
          ...Object.fromEntries(ITEMS.map((item) => [item, near(values[item] ?? null)])),
        }),
      );
    }
  },
  'How did the trophic index of the lake change in a week?'(rows) {
    const dates = Array.from({ length: 7 }, (_, at) => `2026-08-0${at + 1}`);
    expect(rows).toEqual(
      dates.map((date) => {
        const points = onWater('baiyangdian').map((name) => samplesIn(name, date));
        // The mean of each point first, then of the points.
        const over = (item: string) => {
          const means = points.flatMap((samples) => meanOf(item, samples) ?? []);
          return means.length > 0 ? mean(means) : null;
        };
        const tli = trophicIndex({
          chla: over('chla'),
          tp: over('tp'),
          tn: over('tn'),
          codmn: over('codmn'),
        });
        return expect.objectContaining({
          lake: 'baiyangdian',
          period: date,
          tli: tli && expect.closeTo(tli, 2),
        });
      }),
    );
  },
  'Which sections missed their target in a month?'(rows) {
    const missed = [...sections.keys()].filter((name) => monthOf(name).rank > 3);
    expect(missed.length).toBeGreaterThan(2);
    expect(rows.map((row) => row['section']).sort()).toEqual(missed.map(idOf).sort());
    for (const row of rows) {
      const { rank, rounded } = monthOf(nameOf(String(row['section'])));
      const body = bodyOf(nameOf(String(row['section'])));
      expect(row).toMatchObject({ class: CLASSES[rank - 1], target: 'III', beyond: rank - 3 });
      expect(row['exceeding']).toEqual(
        ITEMS.filter((item) => rounded[item] !== undefined && rankOf(item, rounded[item], body) > 3),
      );
    }
    const beyond = rows.map((row) => Number(row['beyond']));
    expect(beyond).toEqual(beyond.toSorted((a, b) => b - a));
  },
  'Which samples of a day were worse than V?'(rows) {
    const worst = [...sections.keys()].flatMap((name) =>
      samplesIn(name, '2026-08-10').flatMap(([ts, values]) =>
        worstOf(values, bodyOf(name)) === 6 ? [`${idOf(name)} ${ts}`] : [],
      ),
    );
    expect(worst.length).toBeGreaterThan(10);
    expect(rows.map((row) => `${row['section']} ${row['to']}`).sort()).toEqual(worst.sort());
  },
  'How often was each item of a river beyond III, by month?'(rows) {
    const all = onWater('fuhe').flatMap((name) =>
      samplesIn(name, '2026-07-09', '2026-08-23').map(([ts, values]) => ({ ts, name, values })),
    );
    for (const month of ['2026-07', '2026-08']) {
      // A sample counts to the day before where it ends at midnight; none of these does on the first of a month.
      const own = all
        .filter(({ ts }) => ts.startsWith(month))
        .map(({ name, values }) => [name, values] as const);
      for (const item of ITEMS) {
        const count = exceedances(item, own);
        if (count.evaluated > 0) expect(rows).toContainEqual(expect.objectContaining({ month, ...count }));
      }
    }
  },
  'Which samples of a section are missing?'(rows) {
    const name = nameOf('S10');
    const seen = new Set([...(sections.get(name)?.keys() ?? [])].map(hourOf));
    const expected = Array.from({ length: 7 * 24 }, (_, at) => {
      const from = Date.parse('2026-08-01T00:00:00+08:00') + at * 3_600_000;
      return { from: civilText(from), to: civilText(from + 3_600_000), reason: 'no-data' };
    }).filter(({ to }) => !seen.has(to));
    expect(expected.length).toBeGreaterThan(20);
    expect(rows).toEqual(expected);
  },
  'How complete were the samples of each section in August?'(rows) {
    // Until the last hour that is over when it is asked, 24 August 09:30.
    const hours = Array.from({ length: 23 * 24 + 9 }, (_, at) =>
      civilText(Date.parse('2026-08-01T01:00:00+08:00') + at * 3_600_000),
    );
    const expected = [...sections].map(([name, own]) => {
      const [first = ''] = [...own.keys()].sort();
      const times = new Set(hours.filter((ts) => ts >= hourOf(first)));
      // A few stamps are within the hour that they count to.
      const observed = (item: string) => {
        const stamps = [...own].filter(([, values]) => values[item] !== undefined).map(([ts]) => hourOf(ts));
        return new Set(stamps.filter((ts) => times.has(ts))).size;
      };
      const all = ITEMS_SENT.reduce((sum, item) => sum + observed(item), 0);
      return {
        ...{ section: idOf(name), period: '2026-08', expected: 9 * times.size, observed: all },
        tp: expect.closeTo((100 * observed('tp')) / times.size, 1),
        conductivity: expect.closeTo((100 * observed('conductivity')) / times.size, 1),
        no_data: 9 * times.size - all,
      };
    });
    expect(expected.length).toBeGreaterThan(40);
    expect(rows).toHaveLength(expected.length);
    for (const row of expected) expect(rows).toContainEqual(expect.objectContaining(row));
  },
  'How did a section change over the last seven days of each day?'(rows) {
    const name = nameOf('S10');
    expect(rows).toEqual(
      Array.from({ length: 10 }, (_, at) => {
        const last = `2026-08-${two(at + 1)}`;
        const first = civilText(Date.parse(`${last}T00:00:00+08:00`) - 6 * 24 * 3_600_000).slice(0, 10);
        const samples = samplesIn(name, first, last);
        const means = Object.fromEntries(ITEMS.map((item) => [item, meanOf(item, samples)]));
        const rounded = Object.fromEntries(
          ITEMS.flatMap((item) => {
            const value = means[item] ?? null;
            return value === null ? [] : [[item, assessed(item, value)] as const];
          }),
        );
        return {
          ...{ period: last, class: CLASSES[worstOf(rounded, bodyOf(name)) - 1] ?? null },
          codmn: near(means['codmn'] ?? null),
          nh3n: near(means['nh3n'] ?? null),
          tp: near(means['tp'] ?? null),
        };
      }),
    );
  },
  'Which class had each river in a month, and how many of its sections were good?'(rows) {
    const rivers = [...weeks.registry.rivers.keys()];
    expect(rows).toEqual(
      rivers.map((river) => {
        const ranks = onWater(river).flatMap((name) => {
          const { rank, samples } = monthOf(name);
          return samples.length > 0 ? [rank] : [];
        });
        const share = (of: (rank: number) => boolean) =>
          expect.closeTo((100 * ranks.filter(of).length) / ranks.length, 1);
        // One section: the mean is its own. Five and more are judged by proportion and have no class.
        const [only = 0] = ranks;
        return {
          ...{ river, class: ranks.length === 1 ? CLASSES[only - 1] : null },
          ...{ basis: ranks.length < 5 ? 'mean' : 'proportion', sections: ranks.length },
          ...{ good: share((rank) => rank <= 3), worse: share((rank) => rank === 6) },
          attainment: share((rank) => rank <= 3),
        };
      }),
    );
  },
  'All samples of the points of a lake, a line each'(rows) {
    const expected = onWater('baiyangdian').flatMap((name) =>
      samplesIn(name, '2026-08-01', '2026-08-02').map(([to, values]) => ({
        ...{ section: idOf(name), to, tp: values['tp'] ?? null },
        class: CLASSES[worstOf(values, 'lake') - 1] ?? null,
      })),
    );
    const key = (row: Row) => `${row['to']} ${row['section']}`;
    expect(expected.length).toBeGreaterThan(50);
    expect(rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
      expected.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    );
  },
};

/** The API over six weeks of Hebei's sections; the answers above are of the same readings. */
export async function openHebei(): Promise<{ readonly api: AskedApi; close(): Promise<void> }> {
  weeks = await publishedWeeks();
  sections = bySection(weeks.samples);
  const api = await apiOver(weeks.store, weeks.registry, instant(Date.parse('2026-08-24T09:30:00+08:00')));
  return {
    api,
    async close() {
      await api.close();
      await weeks.close();
    },
  };
}
