import { DEFAULT_QUALITY } from '@lanbi/evaluation';
import type { Store } from '@lanbi/model';
import { HOUR, instant, parseInstant } from '@lanbi/standards';
import { observationOf, registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { expect, it } from 'vitest';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';

const registry = registryOf({
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: [{ id: 's', name: 's', region: 'c', river: 'river', waterBody: 'river', target: 'III' }],
  stations: [{ id: 'W', medium: 'water', name: 'w', region: 'c', section: 's' }],
});
const T = parseInstant('2026-04-01T00:00:00+08:00') ?? instant(0);

interface Answer {
  readonly compared: number;
  readonly same: number;
  readonly differing: number;
  readonly alike: number;
  readonly notStored: number;
  readonly differences: readonly {
    readonly kind: string;
    readonly stored: { readonly class: string };
    readonly recomputed: { readonly class: string };
  }[];
}

/** Days whose mean of phosphorus, 0.2004, is beyond class III as it comes and 0.200 to three digits. */
async function filled(store: Store, tp = 0.2004): Promise<void> {
  const run = new WaterRun(store, registry);
  const days = Array.from({ length: 30 }, (_, day) =>
    observationOf(registry, 'W', instant(T + day * 24 * HOUR + 4 * HOUR), { tp, do: 6 }),
  );
  await run.write(days);
  await run.finish();
}

const SPAN = { from: '2026-04-01', to: '2026-04-30' };

it('sections and rivers are evaluated again under other rules, and nothing is stored', async () => {
  await withStore(async (store) => {
    await filled(store);
    const api = await apiOver(store, registry, instant(T + 40 * 24 * HOUR));
    const head = await store.resultHead();
    const as = await api.post<Answer>('/v1/recompute', SPAN);
    // Of the section 30 samples, 30 days and the month, of the river 30 days and the month.
    expect(as).toEqual({ compared: 92, same: 92, alike: 0, differing: 0, notStored: 0, differences: [] });
    const river = { ...SPAN, subjects: ['river'], rounding: 'none' };
    const unrounded = await api.post<Answer>('/v1/recompute', river);
    expect(unrounded).toMatchObject({ compared: 31, same: 0, differing: 31 });
    expect(unrounded.differences.find(({ kind }) => kind === 'river.class.month')).toMatchObject({
      stored: { class: 'III' },
      recomputed: { class: 'IV' },
    });
    expect(await store.resultHead()).toBe(head);
    await api.close();
  });
});

it('a rule that excludes holds for a recomputation', async () => {
  const quality = { ...DEFAULT_QUALITY, range: 'exclude' } as const;
  await withStore(async (store) => {
    const run = new WaterRun(store, registry);
    // 11 mg/L of phosphorus is within the measuring range and beyond what nature hardly shows.
    await run.write([observationOf(registry, 'W', instant(T + 4 * HOUR), { tp: 11, do: 6 })]);
    await run.finish();
    const day = { from: '2026-04-01', to: '2026-04-01', subjects: ['s'] };
    const at = instant(T + 40 * 24 * HOUR);
    const api = await apiOver(store, registry, at, { quality });
    const found = await api.post<Answer>('/v1/recompute', day);
    expect(found.differences.find(({ kind }) => kind === 'class.day')).toMatchObject({
      stored: { class: 'worse-than-V' },
      recomputed: { class: 'II' },
    });
    await api.close();
  });
});

it('what the registry does not name, or an edition does not have, is refused', async () => {
  await withStore(async (store) => {
    const api = await apiOver(store, registry, T);
    const refused = (more: object) => api.postStatus('/v1/recompute', { ...SPAN, ...more });
    expect(await refused({ subjects: ['nowhere'] })).toBe(400);
    expect(await refused({ waterEdition: '1988' })).toBe(400);
    expect(await refused({ edition: '2026', hourlyMethod: 'text' })).toBe(400);
    expect(await refused({ waterMethod: 'guess' })).toBe(400);
    await api.close();
  });
});

it('every figure that is compared is in one of four numbers', async () => {
  await withStore(async (store) => {
    // Class III as it comes and rounded: what is said is the same, the value that it rests on another.
    await filled(store, 0.1504);
    const api = await apiOver(store, registry, instant(T + 40 * 24 * HOUR));
    const unrounded = await api.post<Answer>('/v1/recompute', { ...SPAN, rounding: 'none' });
    const { compared, same, alike, differing, notStored } = unrounded;
    expect({ compared, differing, notStored }).toEqual({ compared: 92, differing: 0, notStored: 0 });
    expect(alike).toBeGreaterThan(0);
    expect(same + alike).toBe(compared);
    await api.close();
  });
});
