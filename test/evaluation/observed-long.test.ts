import type { ObservationRange, Store } from '@lanbi/model';
import { civilDate, DAY, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';

const registry = registryOf({
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A', medium: 'air', name: 'a', region: 'city', period: 60 }],
});
const YEAR = startOfDate(civilDate('2025-01-01'));
const DAYS = 365;
const MINUTES = 24 * 60;
const PATH = '/v1/stations/A/observations?parameter=pm10&from=2025-01-01&to=2025-12-31&limit=1000';
/** What one page of means may read, and what it reads at once. */
const MOST = 200_000;
const AT_ONCE = 2_000;

interface Row {
  readonly from: string;
  readonly value: number | null;
  readonly coverage: object;
}
interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly limit: number; readonly cursor?: string };
}

/** A store that records its reads. */
class Read {
  readonly store: Store;
  readonly limits: number[] = [];
  rows = 0;
  /** Called before each reading. */
  before = (): void => {};

  constructor(of: Store) {
    const range = async (query: ObservationRange) => {
      this.before();
      const found = await of.range(query);
      this.limits.push(query.limit);
      this.rows += found.length;
      return found;
    };
    this.store = new Proxy(of, {
      get: (inner, name) => {
        const member = Reflect.get(inner, name) as unknown;
        if (name === 'range') return range;
        return typeof member === 'function' ? member.bind(inner) : member;
      },
    });
  }

  reset(): void {
    this.limits.length = 0;
    this.rows = 0;
    this.before = () => {};
  }
}

describe('means over a year of minutes', () => {
  const embedded = createEmbeddedStore({ path: ':memory:' });
  const read = new Read(embedded);
  let api: AskedApi;

  beforeAll(async () => {
    await embedded.open();
    // Made: on day n of the year (the first is 1) the even minutes have n and the odd ones n + 2, so its mean is n + 1.
    for (let day = 0; day < DAYS; day++) {
      const observations = Array.from({ length: MINUTES }, (_, minute) =>
        observationOf(
          registry,
          'A',
          instant(YEAR + day * DAY + (minute + 1) * 60_000),
          { pm10: day + 1 + (minute % 2) * 2 },
          60,
        ),
      );
      await embedded.write({ observations, deadLetters: [] });
    }
    api = await apiOver(read.store, registry, instant(YEAR + 400 * DAY));
  }, 240_000);
  afterAll(async () => {
    await api.close();
    await embedded.close();
  });

  it('are right, and no page of them reads more than its bound or all of it at once', async () => {
    const rows: Row[] = [];
    const pages: number[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      read.reset();
      const page: Page = await api.get<Page>(`${PATH}&interval=day${cursor && `&cursor=${cursor}`}`);
      rows.push(...page.data);
      pages.push(page.data.length);
      expect(read.rows).toBeLessThan(MOST + AT_ONCE + MINUTES);
      expect(Math.max(...read.limits)).toBeLessThanOrEqual(AT_ONCE);
      cursor = page.meta.cursor;
    }
    expect(rows.map(({ value }) => value)).toEqual(Array.from({ length: DAYS }, (_, day) => day + 2));
    expect(rows.every(({ coverage }) => JSON.stringify(coverage).includes('"observed":24'))).toBe(true);
    expect([rows[0]?.from, rows.at(-1)?.from]).toEqual([
      '2025-01-01T00:00:00+08:00',
      '2025-12-31T00:00:00+08:00',
    ]);
    // 200,000 / 1,440 = 138.9 days: the 139th is read whole before the end.
    expect(pages.length).toBe(3);
  }, 240_000);

  it('yield: what is asked during them is answered during them', async () => {
    read.reset();
    const answered: number[] = [];
    let began = 0;
    read.before = () => {
      began += 1;
      if (began === 10) void api.status('/v1/stations/A').then(() => answered.push(read.limits.length));
    };
    await api.get<Page>(`${PATH}&interval=day`);
    expect(answered).toHaveLength(1);
    expect(answered[0]).toBeLessThan(read.limits.length / 2);
  }, 300_000);

  it('are whole as a table, hour by hour', async () => {
    const text = await api.text(PATH.replace('&limit=1000', '&interval=hour'), 'application/x-ndjson');
    const values = text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Row).value);
    expect(values).toEqual(Array.from({ length: DAYS * 24 }, (_, hour) => Math.floor(hour / 24) + 2));
  }, 240_000);
});
