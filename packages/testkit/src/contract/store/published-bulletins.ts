import { regionId } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { hour } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { countedCalls, fresh } from './fresh.ts';

const text = (title: string) => ({ title, markdown: `# ${title}`, html: `<h1>${title}</h1>` });
const september = (dataVersion: string, edition = 1) => ({
  edition,
  period: '2026-09',
  region: regionId('baoding'),
  at: hour(3),
  by: 'monitoring centre',
  dataVersion,
  figures: `{"version":"${dataVersion}"}`,
  texts: { zh: text('九月'), en: text('September') },
});

function bulletinEditionContract(adapter: StoreAdapter): void {
  it('keeps each edition under its number', async () => {
    const { store } = await fresh(adapter);
    const first = await store.publishBulletin(september('a'));
    expect(first).toEqual({
      outcome: 'published',
      bulletin: { ...september('a'), number: '2026-09-baoding-1' },
    });
    const second = await store.publishBulletin({ ...september('b', 2), reason: 'corrected' });
    expect(second).toMatchObject({
      bulletin: { number: '2026-09-baoding-2', edition: 2, reason: 'corrected' },
    });
    expect(await store.publishedBulletin('2026-09-baoding-1')).toEqual({
      ...september('a'),
      number: '2026-09-baoding-1',
    });
    expect(await store.publishedBulletin('2026-09-baoding-3')).toBeUndefined();
  });

  it('calls back for a bulletin that is published, and not for the same figures again', async () => {
    const { store } = await fresh(adapter);
    const { stop, called } = countedCalls((listener) => store.onPublished(listener));
    await store.publishBulletin(september('a'));
    await called(1);
    await store.publishBulletin(september('a', 2));
    await called(1);
    stop();
    await store.publishBulletin(september('b', 2));
    await called(1);
  });

  it('publishes the same figures once, but those of an earlier edition again', async () => {
    const { store } = await fresh(adapter);
    await store.publishBulletin(september('a'));
    const same = await store.publishBulletin({ ...september('a', 2), at: hour(9) });
    expect(same).toMatchObject({ outcome: 'unchanged', bulletin: { edition: 1, at: hour(3) } });
    await store.publishBulletin(september('b', 2));
    expect(await store.publishBulletin(september('a', 3))).toMatchObject({ outcome: 'published' });
    expect(await store.publishBulletin(september('c', 3))).toEqual({ outcome: 'not-next' });
    expect(await store.publishBulletin(september('c', 5))).toEqual({ outcome: 'not-next' });
  });
}

function bulletinListContract(adapter: StoreAdapter): void {
  it('lists them newest first without their texts, a page at a time', async () => {
    const { store } = await fresh(adapter);
    const { region: _, ...everything } = september('x');
    await store.publishBulletin(september('a'));
    await store.publishBulletin({ ...september('q'), period: '2026-Q3' });
    await store.publishBulletin(everything);
    await store.publishBulletin(september('b', 2));
    const numbers = async (query: Parameters<typeof store.publishedBulletins>[0]) =>
      (await store.publishedBulletins(query)).map(({ number }) => number);
    const all = ['2026-09-baoding-2', '2026-09-1', '2026-Q3-baoding-1', '2026-09-baoding-1'];
    expect(await numbers({ limit: 9 })).toEqual(all);
    expect(await numbers({ limit: 2, before: '2026-09-1' })).toEqual(all.slice(2));
    expect(await numbers({ limit: 9, period: '2026-09' })).toEqual([all[0], all[1], all[3]]);
    expect(await numbers({ limit: 9, region: regionId('baoding') })).toEqual([all[0], all[2], all[3]]);
    const [newest] = await store.publishedBulletins({ limit: 1 });
    expect(newest).toEqual({
      number: '2026-09-baoding-2',
      edition: 2,
      period: '2026-09',
      region: 'baoding',
      at: hour(3),
      by: 'monitoring centre',
      dataVersion: 'b',
      title: { zh: '九月', en: 'September' },
    });
  });

  it.runIf(adapter.durable)('keeps them over a restart', async () => {
    const made = await fresh(adapter);
    await made.store.publishBulletin(september('a'));
    const again = await made.reopen();
    const number = '2026-09-baoding-1';
    expect(await again.publishedBulletin(number)).toEqual({ ...september('a'), number });
  });
}

/** Published bulletins: each edition is kept under its number. */
export function publishedBulletinContract(adapter: StoreAdapter): void {
  describe('published bulletins', () => {
    bulletinEditionContract(adapter);
    bulletinListContract(adapter);
  });
}
