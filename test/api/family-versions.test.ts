import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import { type FamilyEntry, FIGURE_CATALOGUE } from '@lanbi/query';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { startEvaluator } from '../support/evaluation.ts';
import { BEGIN, NOW, registry, sentIn, urlOf, WITHOUT } from './support/figure-calls.ts';

/** Calls without figures computed from records whose answers have some all the same. */
const CHANGES: readonly string[] = ['/v1/audit', '/v1/figures', '/v1/stations/{id}/latest'];

/** The catalogue after the computation of some families changed. */
const raised = (isRaised: (name: string) => boolean): readonly FamilyEntry[] =>
  FIGURE_CATALOGUE.map((family) =>
    isRaised(family.name) ? { ...family, version: family.version + 1 } : family,
  );

describe('the tags of answers after a family of figures computes otherwise', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  let before: ReadonlyMap<string, string>;

  async function tagsOf(catalogue: readonly FamilyEntry[]): Promise<ReadonlyMap<string, string>> {
    const api: AskedApi = await apiOver(store, registry, NOW, {
      ...{ catalogue, alerting: { alerts, dryRun: async () => [] } },
    });
    const { paths } = await api.get<{ paths: Record<string, { get?: object }> }>('/openapi.json');
    const tags = new Map<string, string>();
    for (const [path, { get }] of Object.entries(paths))
      if (get && path.startsWith('/v1/') && path !== '/v1/stream') tags.set(path, await api.tag(urlOf(path)));
    await api.close();
    return tags;
  }

  /** The calls whose answers have another tag. */
  async function changedBy(isRaised: (name: string) => boolean): Promise<readonly string[]> {
    const after = await tagsOf(raised(isRaised));
    return [...after].flatMap(([path, tag]) => (tag === before.get(path) ? [] : path)).sort();
  }

  beforeAll(async () => {
    await Promise.all([store.open(), alerts.open()]);
    await store.write({ observations: [...sentIn(BEGIN, NOW)], deadLetters: [] });
    const evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    await evaluator.stop();
    before = await tagsOf(FIGURE_CATALOGUE);
  });
  afterAll(() => Promise.all([alerts.close(), store.close()]));

  it('stay where none does', async () => {
    expect(await changedBy(() => false)).toEqual([]);
  });

  it('are other ones where figures are, and those of other answers stay', async () => {
    const figures = [...before.keys()].filter((path) => !(path in WITHOUT) || CHANGES.includes(path));
    expect(figures.length).toBeGreaterThan(30);
    expect(await changedBy(() => true)).toEqual(figures.sort());
  });

  it('are other ones of samples, and of what is computed from their figures', async () => {
    expect(await changedBy((name) => name === 'class-sample')).toEqual([
      '/v1/audit',
      '/v1/corrections',
      '/v1/figures',
      '/v1/water/exceedances',
      '/v1/water/samples',
      '/v1/water/sections/latest',
      '/v1/water/sections/{id}/class',
      '/v1/water/sections/{id}/class/latest',
    ]);
  });

  it('are other ones of rankings alone where the ranking is', async () => {
    expect(await changedBy((name) => name === 'air-ranking')).toEqual([
      '/v1/air/rankings',
      '/v1/bulletins/{period}',
      '/v1/figures',
    ]);
  });
});
