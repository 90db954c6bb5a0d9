import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { createRecentStore, type RecentStore } from '@lanbi/store-embedded';
import type { InfluxOptions } from '@lanbi/store-influx';
import type { StoreAdapter, StoreUnderTest } from '@lanbi/testkit/contract/store/adapter';
import { hour } from '@lanbi/testkit/samples/observations';
import { freshOptions } from '@lanbi/testkit/servers/influx-buckets';
import type { Influxd } from '@lanbi/testkit/servers/influxd';
import { InfluxClient } from '../../src/client/influx-client.ts';
import { InfluxStore } from '../../src/influx-store.ts';
import { INFLUX_DEFAULTS } from '../../src/options.ts';
import { createPruner } from '../../src/pruner.ts';
import { bucketsOf } from '../../src/schema/buckets.ts';
import { LAYOUT } from '../../src/schema/packed.ts';
import { LAYOUT_NOTE } from '../../src/write/lost-buckets.ts';

/** A file that is complete only from 2100 on. */
export async function forget(path: string): Promise<void> {
  const recent = createRecentStore({ path });
  await recent.open();
  const later = instant(Date.UTC(2100, 0, 1));
  recent.beginAfter({ observation: later, hour: later, long: later });
  recent.note(LAYOUT_NOTE, LAYOUT);
  await recent.close();
}

/** Options of a store on an InfluxDB in memory; no bucket is to be made. */
export async function memoryOptions(
  url: string,
): Promise<{ readonly options: InfluxOptions; remove(): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-influx-'));
  const options = {
    url,
    token: 't',
    org: 'o',
    bucket: 'b',
    path: join(folder, 'recent.db'),
    now: () => hour(24),
  };
  return { options, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The store as an adapter of the contract suite. */
export const influxAdapter = (
  influxd: () => Influxd,
  more: { readonly longAgo?: boolean } = {},
): StoreAdapter => adapterOf(() => freshOptions(influxd()), more);

/** A store, and the file beside it. */
function storeAndFile(options: InfluxOptions): { readonly store: Store; readonly recent: RecentStore } {
  const all = { ...INFLUX_DEFAULTS, ...options };
  const recent = createRecentStore({ path: all.path });
  const client = new InfluxClient(all, all.timeoutMs);
  return { store: new InfluxStore(all, recent, client, bucketsOf(all.bucket)), recent };
}

export const adapterOf = (
  fresh: () => Promise<{ readonly options: InfluxOptions; remove(): void }>,
  { longAgo = false }: { readonly longAgo?: boolean } = {},
): StoreAdapter => ({
  durable: true,
  async create(): Promise<StoreUnderTest> {
    const { options: all, remove } = await fresh();
    if (longAgo) await forget(all.path);
    let { store, recent } = storeAndFile(all);
    await store.open();
    return {
      store,
      async reopen() {
        await store.close();
        ({ store, recent } = storeAndFile(all));
        await store.open();
        return store;
      },
      async prune() {
        const past = { now: () => instant(Date.UTC(2100, 0, 1)), keepHours: 0, keepLongHours: 0 };
        await createPruner(recent, { ...past, followers: [], resultFollowers: [] }).prune();
      },
      async dispose() {
        await store.close();
        remove();
      },
    };
  },
});
