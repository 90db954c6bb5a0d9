import { FIGURE_CATALOGUE, type FigureFamily, figureTable, type TableRow } from '@lanbi/query';
import { DAY, isMissing, type Maybe, missing } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalRegistry } from 'zod';
import { type AskedApi, apiOver } from '../support/api.ts';
import { startEvaluator } from '../support/evaluation.ts';
import { BEGIN, NOW, registry, sentIn } from './support/figure-calls.ts';

interface Particles {
  readonly fine: Maybe<number>;
  readonly all: Maybe<number>;
}

interface ShareRow extends TableRow {
  readonly share: Maybe<number>;
}

/** A family as a file of `packages/query/src/figures` has it. */
const fineShareFigures: FigureFamily<Particles, never, Maybe<number>> = {
  name: 'fine-share',
  title: { zh: '细颗粒物占比', en: 'Share of fine particles' },
  subjects: ['station', 'region'],
  span: 'day',
  version: 1,
  inputs: ['aqi.day', 'region.aqi.day'],
  compute: ({ fine, all }) => (isMissing(fine) || isMissing(all) ? missing('no-data') : fine / all),
  alertValues: [],
  tables: [
    figureTable<ShareRow>({
      name: 'air-fine-shares',
      path: '/v1/air/fine-shares',
      summary: 'Share of fine particles by days',
      ...{ row: 'FineShareRow', subjects: 'air' },
      time: { by: 'row', length: DAY, days: 31, align: 'day' },
      choices: { digits: { values: ['2', '3'], description: 'decimals of the share' } },
      shape: ({ region, choices: { digits = '2' } }) => ({
        columns: [
          {
            ...{ name: region ? 'region' : 'station', type: 'text', description: 'id of the subject' },
            cell: ({ subject }) => subject,
          },
          { ...{ name: 'date', type: 'date', description: 'civil day' }, cell: ({ from }) => from },
          {
            ...{ name: 'share', type: 'number', description: 'PM2.5 of PM10' },
            cell: ({ share }) => (isMissing(share) ? null : Number(share.toFixed(Number(digits)))),
          },
        ],
        parameters: ['share'],
        dimensions: [],
      }),
      async *rows({ store }, { subjects, region }, { after, to }) {
        const kind = region ? 'region.aqi.day' : 'aqi.day';
        for (const subject of subjects) {
          const days = await store.results({ kind, subject, after, to, limit: 100 });
          yield days.map(({ from, to: end, body }) => {
            const { pm2_5: fine, pm10: all } = body.concentrations;
            return { subject, from, to: end, share: fineShareFigures.compute({ fine, all }) };
          });
        }
      },
    }),
  ],
};

describe('a family of figures that is in the catalogue alone', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let api: AskedApi;
  beforeAll(async () => {
    await store.open();
    await store.write({ observations: [...sentIn(BEGIN, NOW)], deadLetters: [] });
    const evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    await evaluator.stop();
    api = await apiOver(store, registry, NOW, { catalogue: [...FIGURE_CATALOGUE, fineShareFigures] });
  });
  afterAll(async () => {
    await api.close();
    await store.close();
    // Names of schemas are known to the whole process, in which the next file makes the document of the API.
    for (const [id, named] of [...globalRegistry._idmap])
      if (id.startsWith('FineShareRow')) globalRegistry.remove(named);
  });
  const TABLE = '/v1/air/fine-shares';

  it('has its table, with rows as JSON and CSV', async () => {
    // Each hour has 40 of 70 µg/m³.
    const share = 0.57;
    const days = ['2026-07-01', '2026-07-02', '2026-07-03'];
    const { data, meta } = await api.get<{ data: unknown[]; meta: object }>(`${TABLE}?from=2026-07-01`);
    expect(data).toEqual(days.map((date) => ({ station: 'A1', date, share })));
    expect(meta).toMatchObject({ evaluation: { complete: true } });
    const text = await api.text(`${TABLE}?level=district&from=2026-07-03&to=2026-07-03&digits=3`, 'text/csv');
    expect(text.replace('\uFEFF', '').trim().split(/\r?\n/)).toEqual([
      'region,date,share',
      'd,2026-07-03,0.571',
    ]);
  });

  it('answers the selections of the grammar by its columns, and names them where one is unknown', async () => {
    const rows = async (query: string) =>
      (await api.get<{ data: unknown[] }>(`${TABLE}?from=2026-07-01&${query}`)).data;
    expect(await rows('where=share%3E0.6')).toEqual([]);
    expect(await rows('where=share%3C0.6&order=-date&top=1&fields=date')).toEqual([{ date: '2026-07-03' }]);
    const { errors } = await api.problem(`${TABLE}?where=shares%3E0.6`);
    expect(errors).toEqual([
      { field: 'querystring/where', message: 'at 0: no column "shares"; did you mean share?' },
    ]);
    expect(await api.status(`${TABLE}?digits=4`)).toBe(400);
    expect(await api.status(`${TABLE}?edition=2026`)).toBe(400);
  });

  it('is shown by the catalogue and by the document of the API', async () => {
    const { data } = await api.get<{ data: { id: string; tables: object[] }[] }>('/v1/figures');
    expect(data.find(({ id }) => id === 'fine-share')?.tables).toMatchObject([
      {
        name: 'air-fine-shares',
        path: TABLE,
        columns: ['region', 'date', 'share', 'provisional', 'data_state'].map((name) => ({ name })),
      },
    ]);
    const { paths } = await api.get<{
      paths: Record<string, { get: { parameters: { name: string }[] } }>;
    }>('/openapi.json');
    const names = paths[TABLE]?.get.parameters.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['stations', 'level', 'from', 'where', 'order', 'digits']));
    expect(names).not.toContain('fill');
  });

  it('has another tag where its version rises', async () => {
    const next = [...FIGURE_CATALOGUE, { ...fineShareFigures, version: 2 }];
    const other = await apiOver(store, registry, NOW, { catalogue: next });
    expect(await other.tag(TABLE)).not.toBe(await api.tag(TABLE));
    expect(await other.tag('/v1/air/days')).toBe(await api.tag('/v1/air/days'));
    await other.close();
  });
});
