import type { Instant } from '@lanbi/standards';
import { civilDate, HOUR, instant, startOfDate } from '@lanbi/standards';
import { observationOf, registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { expect, it } from 'vitest';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';

const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: ['a', 'b'].map((id) => ({ id, name: id, region: 'r', river: 'river', waterBody: 'river' })),
  stations: ['a', 'b'].map((id) => ({ id, medium: 'water', name: id, region: 'r', section: id })),
});
const at = (date: string): Instant => instant(startOfDate(civilDate(date)) + 12 * HOUR);
/** Published field of the exact sums: a decimal and a number of results. */
const SUMS_FIELD = 'tally';
const NOW = at('2026-07-02');

interface Change {
  readonly kind: string;
  readonly subject: string;
  readonly from: string;
  readonly revision: number;
  readonly causes: readonly { readonly change: string; readonly ts: string }[];
  readonly before: { readonly values: object; readonly section: object };
  readonly after: { readonly values: object; readonly section: object };
}
interface Page {
  readonly data: readonly Change[];
  readonly meta: { readonly cursor?: string };
}

const SPAN = 'from=1960-01-01T00:00:00Z&to=2026-07-02T00:00:00Z';

it('a period changes as its days do, from what it was to what it became', async () => {
  await withStore(async (store) => {
    const run = new WaterRun(store, registry, () => at('2026-06-20'));
    const say = async (section: string, date: string, tp: number) => {
      await run.write([observationOf(registry, section, at(date), { tp })]);
      await run.finish();
    };
    for (const date of ['2026-06-10', '2026-06-11', '2026-06-12']) await say('a', date, 0.1);
    await say('b', '2026-06-10', 0.1);
    // Two corrections of one month, and one of another section.
    await say('a', '2026-06-11', 0.4);
    await say('b', '2026-06-10', 0.2);
    await say('a', '2026-06-10', 0.7);
    const api = await apiOver(store, registry, NOW);
    const changes = (query: string) => api.get<Page>(`/v1/audit?${SPAN}&${query}`);
    const months = await changes('kind=class.month&subject=a');
    // The mean of three days; of June all three times. The field has the exact sums: 0.3, 0.6 and 1.2 of three results.
    expect(months.data).toMatchObject([
      {
        ...{ kind: 'class.month', subject: 'a', from: '2026-06-01T00:00:00+08:00', revision: 2 },
        before: { values: { tp: 0.1 }, [SUMS_FIELD]: { tp: ['0.3', 3] } },
        after: { values: { tp: 0.2 }, [SUMS_FIELD]: { tp: ['0.6', 3] } },
        causes: [{ change: 'corrected', ts: '2026-06-11T12:00:00+08:00' }],
      },
      {
        ...{ kind: 'class.month', subject: 'a', from: '2026-06-01T00:00:00+08:00', revision: 3 },
        before: { values: { tp: 0.2 }, [SUMS_FIELD]: { tp: ['0.6', 3] } },
        after: { values: { tp: 0.4 }, [SUMS_FIELD]: { tp: ['1.2', 3] } },
        causes: [{ change: 'corrected', ts: '2026-06-10T12:00:00+08:00' }],
      },
    ]);
    expect((await changes('kind=class.month')).data.map(({ subject }) => subject)).toEqual(['a', 'b', 'a']);
    // A page of days has its changes, and the next page goes on behind them.
    const first = await changes('kind=class.month&limit=2');
    const next = await changes(`kind=class.month&limit=2&cursor=${first.meta.cursor}`);
    expect([...first.data, ...next.data].map(({ revision }) => revision)).toEqual([2, 2, 3]);
    await api.close();
  });
});

it('a period that comes out the same did not change', async () => {
  await withStore(async (store) => {
    const run = new WaterRun(store, registry, () => at('2026-06-20'));
    await run.write([observationOf(registry, 'a', at('2026-06-10'), { tp: 0.1 })]);
    await run.finish();
    await run.write([observationOf(registry, 'a', at('2026-06-10'), { tp: 0.2 })]);
    await run.finish();
    const api = await apiOver(store, registry, NOW);
    // One month gives no quarter: it was without a mean before and still is.
    expect((await api.get<Page>(`/v1/audit?${SPAN}&kind=class.quarter`)).data).toEqual([]);
    expect((await api.get<Page>(`/v1/audit?${SPAN}&kind=class.day`)).data).toHaveLength(1);
    await api.close();
  });
});

it('of a river or lake the changes are those of its sections', async () => {
  await withStore(async (store) => {
    const api = await apiOver(store, registry, NOW);
    expect(await api.problem(`/v1/audit?${SPAN}&kind=river.class.month`)).toMatchObject({
      status: 400,
      detail:
        'river.class.month is made of the figures of its sections: ask for kind=class.day, or kind=class.month or another period, with or without a subject',
    });
    await api.close();
  });
});
