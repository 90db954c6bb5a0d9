import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { createRecentStore } from '@lanbi/store-embedded';
import { createInfluxStore, type InfluxOptions, setUp } from '@lanbi/store-influx';
import { hour } from '../../../../test/contract/samples.ts';
import type { StoreAdapter, StoreUnderTest } from '../../../../test/contract/store.ts';
import type { Influxd } from '../../../../test/support/influxd.ts';

let made = 0;

/** Buckets of its own on a server. */
export async function freshBuckets(influxd: Influxd): Promise<string> {
  made += 1;
  const bucket = `t${process.pid}-${made}`;
  await setUp({ url: influxd.url, token: influxd.token, org: influxd.org, bucket, tokens: false });
  return bucket;
}

/** Options of a store in fresh buckets and a fresh folder, which is removed by `remove`. */
export async function freshOptions(
  influxd: Influxd,
): Promise<{ readonly options: InfluxOptions; remove(): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-influx-'));
  const { url, token, org } = influxd;
  const bucket = await freshBuckets(influxd);
  const options = { url, token, org, bucket, path: join(folder, 'recent.db'), now: () => hour(24) };
  return { options, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A file that is complete only from 2100 on. */
export async function forget(path: string): Promise<void> {
  const recent = createRecentStore({ path });
  await recent.open();
  const later = instant(Date.UTC(2100, 0, 1));
  recent.beginAfter({ observation: later, hour: later, long: later });
  await recent.close();
}

/** The store as an adapter of the contract suite. */
export const influxAdapter = (
  influxd: () => Influxd,
  { longAgo = false }: { readonly longAgo?: boolean } = {},
): StoreAdapter => ({
  durable: true,
  async create(): Promise<StoreUnderTest> {
    const { options: all, remove } = await freshOptions(influxd());
    if (longAgo) await forget(all.path);
    let store: Store = createInfluxStore(all);
    await store.open();
    return {
      store,
      async reopen() {
        await store.close();
        store = createInfluxStore(all);
        await store.open();
        return store;
      },
      async dispose() {
        await store.close();
        remove();
      },
    };
  },
});
