import type { Store } from '@lanbi/model';
import { HOUR, instant, parseInstant } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it } from 'vitest';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';
import { startEvaluator } from '../support/evaluation.ts';

const FILE = {
  regions: [
    { id: 'c', name: 'c', kind: 'city' },
    { id: 'd', name: 'd', kind: 'district', parent: 'c' },
    { id: 'e', name: 'e', kind: 'district', parent: 'c' },
  ],
  rivers: [
    { id: 'heard', name: 'heard', inflowOf: 'lake' },
    { id: 'unheard', name: 'unheard' },
    { id: 'bare', name: 'bare' },
  ],
  lakes: [{ id: 'lake', name: 'lake' }],
  sections: [
    { id: 'a', name: 'a', region: 'd', river: 'heard', waterBody: 'river' },
    { id: 'b', name: 'b', region: 'd', river: 'heard', waterBody: 'river' },
    { id: 'u', name: 'u', region: 'e', river: 'unheard', waterBody: 'river' },
    { id: 'l', name: 'l', region: 'd', lake: 'lake', waterBody: 'lake' },
  ],
  stations: [
    { id: 'A', medium: 'water', name: 'a', region: 'd', section: 'a' },
    { id: 'B', medium: 'water', name: 'b', region: 'd', section: 'b' },
    { id: 'U', medium: 'water', name: 'u', region: 'e', section: 'u' },
    { id: 'L', medium: 'water', name: 'l', region: 'd', section: 'l' },
  ],
};
const registry = registryOf(FILE);
const T = parseInstant('2026-04-01T08:00:00+08:00') ?? instant(0);
const after = (hours: number) => instant(T + hours * HOUR);

interface Heard {
  readonly staleness: { readonly state: string; readonly reason: string; readonly since: string };
}

/** A start of the evaluation at a time, until it has nothing left to do. */
async function started(store: Store, at: typeof T, known = registry): Promise<void> {
  const evaluator = await startEvaluator(store, known, { clock: { now: () => at } });
  await evaluator.stop();
}

it('a station that was never seen is silent since the registry first named it, over restarts', async () => {
  await withStore(async (store) => {
    const first = registryOf({ ...FILE, stations: FILE.stations.slice(0, 3) });
    await started(store, after(0), first);
    // Ten days later the registry names one more, and the process starts again.
    await started(store, after(240));
    await started(store, after(300));
    const api = await apiOver(store, registry, after(301));
    const since = async (path: string) => (await api.get<Heard>(`/v1/${path}`)).staleness;
    const neverSeen = { state: 'never-seen', reason: 'no-message-yet' };
    expect(await since('stations/A')).toMatchObject({ ...neverSeen, since: '2026-04-01T08:00:00+08:00' });
    expect(await since('stations/L')).toMatchObject({ ...neverSeen, since: '2026-04-11T08:00:00+08:00' });
    expect(await since('sections/l')).toMatchObject({ ...neverSeen, since: '2026-04-11T08:00:00+08:00' });
    await api.close();
  });
});

it('rivers, lakes and regions are as their best station, with the reason and the time', async () => {
  await withStore(async (store) => {
    await started(store, after(0));
    await store.write({
      observations: [
        observationOf(registry, 'A', after(1), { do: 8 }),
        observationOf(registry, 'B', after(9), { do: 8 }),
        observationOf(registry, 'L', after(1), { do: 8 }),
      ],
      deadLetters: [],
    });
    const api = await apiOver(store, registry, after(10));
    const state = async (path: string) => {
      const { state, reason, since } = (await api.get<Heard>(`/v1/${path}`)).staleness;
      return [state, reason, since];
    };
    expect(await state('rivers/heard')).toEqual(['live', 'in-time', '2026-04-01T17:00:00+08:00']);
    // Six hours after the last one that came.
    expect(await state('lakes/lake')).toEqual(['silent', 'overdue', '2026-04-01T15:00:00+08:00']);
    expect(await state('rivers/unheard')).toEqual([
      'never-seen',
      'no-message-yet',
      '2026-04-01T08:00:00+08:00',
    ]);
    expect(await state('rivers/bare')).toEqual(['never-seen', 'no-station', '2026-04-01T08:00:00+08:00']);
    expect((await state('regions/c'))[0]).toBe('live');
    expect((await state('regions/e'))[0]).toBe('never-seen');
    const { data } = await api.get<{ data: (Heard & { id: string })[] }>('/v1/rivers');
    expect(data.map(({ id, staleness: { state } }) => [id, state])).toEqual([
      ['bare', 'never-seen'],
      ['heard', 'live'],
      ['unheard', 'never-seen'],
    ]);
    await api.close();
  });
});
