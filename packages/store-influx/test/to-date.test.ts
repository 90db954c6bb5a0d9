import { consumerName, logPosition, type Result } from '@lanbi/model';
import { DAY, instant } from '@lanbi/standards';
import { createInfluxStore } from '@lanbi/store-influx';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Influxd, influxSource, startInfluxd } from '../../../test/support/influxd.ts';
import { InfluxClient } from '../src/client/influx-client.ts';
import { adapterOf, forget, freshOptions } from './support/stores.ts';

/** 2025-01-01 at +08:00. */
const YEAR = Date.UTC(2024, 11, 31, 16);
const EVALUATE = consumerName('evaluate');
const STATIONS = Array.from({ length: 12 }, (_, i) => `A${i}`);

const toDate = (subject: string, day: number, index: number): Result => ({
  kind: 'composite.year-to-date',
  subject,
  from: instant(YEAR),
  to: instant(YEAR + (day + 1) * DAY),
  body: { index },
});

describe.skipIf(influxSource === undefined)('figures of a year to date', () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.stop());

  it('are a series for each subject, however many days have one', async () => {
    const { options, remove } = await freshOptions(influxd);
    await forget(options.path);
    const store = createInfluxStore(options);
    await store.open();
    onTestFinished(async () => {
      await store.close();
      remove();
    });
    const days = Array.from({ length: 365 }, (_, day) => day);
    const all = STATIONS.flatMap((station) => days.map((day) => toDate(station, day, day)));
    await store.commit(EVALUATE, logPosition(1), all, instant(YEAR));
    const client = new InfluxClient(options, 30_000);
    const [row] = await client.query(
      `import "influxdata/influxdb"\ninfluxdb.cardinality(bucket: "${options.bucket}_results", start: 2025-01-01T00:00:00Z)`,
    );
    expect(row?.['_value']).toBe(STATIONS.length);
  });

  it('are found again with their begin, and corrected', async () => {
    const adapter = adapterOf(() => freshOptions(influxd), { longAgo: true });
    const { store, prune, dispose } = await adapter.create();
    onTestFinished(dispose);
    const given = [0, 40, 364].map((day) => toDate('A0', day, 5));
    await store.commit(EVALUATE, logPosition(1), given, instant(YEAR));
    await prune?.();
    const range = { kind: 'composite.year-to-date', subject: 'A0', after: instant(YEAR), limit: 9 } as const;
    const found = await store.results({ ...range, to: instant(YEAR + 400 * DAY) });
    expect(found.map(({ from, to, body }) => ({ from, to, body }))).toEqual(
      given.map(({ from, to, body }) => ({ from, to, body })),
    );
    const [changed] = await store.commit(EVALUATE, logPosition(2), [toDate('A0', 40, 6)], instant(YEAR));
    expect(changed?.revision).toBe(2);
    await prune?.();
    expect((await store.get(toDate('A0', 40, 0)))?.body).toEqual({ index: 6 });
  });

  it('of an earlier version, which had a series for each length, are found and corrected too', async () => {
    const { options, remove } = await freshOptions(influxd);
    await forget(options.path);
    const { kind, subject, from, to } = toDate('A0', 40, 0);
    const client = new InfluxClient(options, 30_000);
    const span = (to - from) / 1000;
    const line = `${kind},subject=${subject},span=${span} body="{\\"index\\":5}",revision=3,computed=1,index=5 ${to}`;
    expect(await client.write(`${options.bucket}_results`, [line], 'ms')).toBeUndefined();
    const store = createInfluxStore(options);
    await store.open();
    onTestFinished(async () => {
      await store.close();
      remove();
    });
    const key = { kind, subject, from, to };
    expect(await store.get(key)).toMatchObject({ from, revision: 3, body: { index: 5 } });
    expect(await store.commit(EVALUATE, logPosition(1), [toDate('A0', 40, 6)], instant(to))).toMatchObject([
      { revision: 4 },
    ]);
    await store.close();
    await forget(options.path);
    const range = { kind, subject, after: from, to, limit: 1 };
    const later = createInfluxStore({ ...options, path: `${options.path}-2` });
    await forget(`${options.path}-2`);
    await later.open();
    expect(await later.results(range)).toMatchObject([{ from, revision: 4, body: { index: 6 } }]);
    await later.close();
  });
});
