import { instant, parseInstant } from '@lanbi/standards';
import { registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { expect, it } from 'vitest';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';
import { MADE_WATER, madeWater } from '../support/made-baoding-water.ts';

const registry = registryOf({ regions: [{ id: 'baoding', name: '保定市', kind: 'city' }], ...MADE_WATER });

interface Summary {
  readonly sections: { readonly evaluated: number; readonly good: number; readonly attainment: number };
  readonly byControl: Record<string, { readonly evaluated: number; readonly good: number }>;
  readonly rivers: { readonly evaluated: number; readonly counts: Record<string, number> };
  readonly validity: object;
  readonly provisional: boolean;
}

it('has the shape of the statement of Baoding for 2023: five rivers II, three III, 49 of 49 sections III or better', {
  timeout: 300_000,
}, async () => {
  await withStore(async (store) => {
    const run = new WaterRun(store, registry);
    await run.write(madeWater(registry));
    await run.finish();
    const now = parseInstant('2024-01-20T08:00:00+08:00') ?? instant(0);
    const api = await apiOver(store, registry, now);
    const summary = (query: string) => api.get<Summary>(`/v1/water/summary?period=year&at=2023&${query}`);

    const inflows = await summary('scope=inflow-of:baiyangdian');
    expect(inflows.rivers).toMatchObject({ evaluated: 8, counts: { I: 0, II: 5, III: 3, IV: 0, V: 0 } });

    const own = await summary('scope=baoding&control=national,provincial');
    expect(own.sections).toMatchObject({ evaluated: 49, good: 100, attainment: 100 });
    expect(own.byControl).toMatchObject({ national: { good: 100 }, provincial: { good: 100 } });
    expect(own).toMatchObject({
      provisional: false,
      // Each of 49 sections has one day of six samples in each of its twelve months, of 365 days of six.
      validity: { kind: 'insufficient', expected: 49 * 365 * 6, observed: 49 * 12 * 6 },
      counted: { by: 'registered', registered: 49, reporting: 49 },
    });

    const all = await summary('scope=baoding');
    expect(all.sections).toMatchObject({ evaluated: 50, good: 98 });

    const river = await api.get<object>('/v1/water/rivers/fuhe/class?period=year&at=2023');
    expect(river).toMatchObject({ class: 'III', basis: 'mean', level: { zh: '良好' }, mainItems: [] });
    const lake = await api.get<object>('/v1/water/lakes/baiyangdian/class?period=year&at=2023');
    expect(lake).toMatchObject({ class: 'III', totalNitrogen: 'III' });
    await api.close();
  });
});
