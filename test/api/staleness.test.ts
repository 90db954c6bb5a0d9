import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import { DAY, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { startEvaluator } from '../support/evaluation.ts';
import { BEGIN, FROM_READINGS, NOW, registry, sentIn, urlOf, WITHOUT } from './support/figure-calls.ts';

interface Operation {
  readonly responses: { readonly 200?: { readonly content?: Readonly<Record<string, unknown>> } };
}
interface State {
  readonly complete: boolean;
  readonly behind: number;
  readonly since: string | null;
}

describe('an answer with figures that were not all evaluated', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  let api: AskedApi;
  let operations: ReadonlyMap<string, Operation>;

  beforeAll(async () => {
    await store.open();
    await alerts.open();
    await store.write({ observations: [...sentIn(BEGIN, instant(BEGIN + 2 * DAY))], deadLetters: [] });
    const evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    await evaluator.stop();
    // Stored and not evaluated: the hours of the third day.
    await store.write({ observations: [...sentIn(instant(BEGIN + 2 * DAY), NOW)], deadLetters: [] });
    api = await apiOver(store, registry, NOW, { alerting: { alerts, dryRun: async () => [] } });
    const { paths } = await api.get<{ paths: Record<string, { get?: Operation }> }>('/openapi.json');
    operations = new Map(Object.entries(paths).flatMap(([path, { get }]) => (get ? [[path, get]] : [])));
  });
  afterAll(async () => {
    await api.close();
    await alerts.close();
    await store.close();
  });

  /** 24 hours of air, and 6 samples of two sections. */
  const WAITING = 24 + 2 * 6;

  const asked = () => [...operations].filter(([path]) => !(path in WITHOUT) && !FROM_READINGS.includes(path));

  it('is one of each call but those that need not say it', () => {
    expect(Object.keys(WITHOUT).filter((path) => !operations.has(path))).toEqual([]);
    expect(asked().length).toBeGreaterThan(25);
  });

  it('says in JSON how many entries it does not contain', async () => {
    const wrong: unknown[] = [];
    for (const [path] of asked()) {
      const { status, body } = await api.answer(urlOf(path), { accept: 'application/json' });
      const answer = JSON.parse(body);
      const state: State | undefined = answer.evaluation ?? answer.meta?.evaluation;
      if (status !== 200 || state?.complete !== false || state.behind !== WAITING || state.since === null)
        wrong.push([path, status, state ?? answer.detail]);
    }
    expect(wrong).toEqual([]);
  });

  it('says it as CSV and NDJSON in a header', async () => {
    const wrong: unknown[] = [];
    for (const [path, { responses }] of asked())
      for (const type of ['text/csv', 'application/x-ndjson']) {
        if (!responses[200]?.content?.[type]) continue;
        // The second time some answers are those that were kept.
        await api.answer(urlOf(path), { accept: type });
        const { status, headers } = await api.answer(urlOf(path), { accept: type });
        const said = String(headers['x-evaluation']);
        if (status !== 200 || !new RegExp(`^incomplete; behind=${WAITING}; since=2026-`).test(said))
          wrong.push([path, type, status, said]);
      }
    expect(wrong).toEqual([]);
  });

  it.each(FROM_READINGS)('%s contains all that is stored', async (path) => {
    const { status, body } = await api.answer(urlOf(path), { accept: 'application/json' });
    expect([status, JSON.parse(body).meta.evaluation]).toEqual([
      200,
      { complete: true, behind: 0, since: null },
    ]);
  });
});
