import { consumerName, offsetAt } from '@lanbi/model';
import { createInfluxStore } from '@lanbi/store-influx';
import {
  cause,
  dayResult,
  deadLetter,
  hour,
  observation,
  reading,
  result,
} from '@lanbi/testkit/samples/observations';
import { freshOptions } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InfluxClient } from '../src/client/influx-client.ts';

const STATIONS = 10_000;
const stations = Array.from({ length: STATIONS }, (_, i) => `A${i}`);

/** How many series InfluxDB counts in a bucket. */
async function cardinality(client: InfluxClient, bucket: string): Promise<unknown> {
  const [row] = await client.query(
    `import "influxdata/influxdb"\ninfluxdb.cardinality(bucket: "${bucket}", start: 2026-01-01T00:00:00Z)`,
  );
  return row?.['_value'];
}

describe.skipIf(influxSource === undefined)('series, as InfluxDB counts them', () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.stop());

  it('of 10,000 stations: one for each and its period, whatever it says; one more for what corrections replaced', async () => {
    const { options: fresh, remove } = await freshOptions(influxd);
    const options = { ...fresh, timeoutMs: 60_000 };
    const store = createInfluxStore(options);
    await store.open();
    const say = (at: number, value: number) =>
      store.write({
        observations: stations.map((station) =>
          observation({ station, at, readings: [reading('pm2_5', value), reading('co', 1, { flag: 'D' })] }),
        ),
        deadLetters: [deadLetter(at, { station: `unknown-${at}` })],
      });
    const client = new InfluxClient(options, 60_000);
    await say(1, 35);
    await say(2, 36);
    expect(await cardinality(client, options.bucket)).toBe(STATIONS);
    await say(1, 34);
    await say(2, 37);
    expect(await cardinality(client, options.bucket)).toBe(2 * STATIONS);
    expect(await cardinality(client, `${options.bucket}_dead_letters`)).toBe(1);
    const results = stations.flatMap((station) => [result(station, 1, 50), result(station, 2, 51)]);
    await store.commit(consumerName('evaluate'), offsetAt(1), results, hour(3));
    expect(await cardinality(client, `${options.bucket}_hour`)).toBe(STATIONS);
    await store.close();
    remove();
  }, 300_000);

  it('of a year of hours and days do not depend on its length, nor on how often one of them was corrected', async () => {
    const { options: fresh, remove } = await freshOptions(influxd);
    const options = { ...fresh, timeoutMs: 60_000 };
    const store = createInfluxStore(options);
    await store.open();
    const some = ['A1', 'A2', 'A3', 'A4'];
    const evaluate = consumerName('evaluate');
    const year = 365 * 24;
    const write = (hours: readonly number[], value: number) =>
      store.write({
        observations: some.flatMap((station) =>
          hours.map((at) => observation({ station, at, readings: [reading('pm2_5', value + (at % 9))] })),
        ),
        deadLetters: [],
      });
    const commit = (hours: readonly number[], value: number) =>
      store.commit(
        evaluate,
        offsetAt(1),
        some.flatMap((station) => [
          ...hours.map((at) => ({
            ...result(station, at, value + (at % 9)),
            ...(value > 30 && { causes: [cause('corrected', at)] }),
          })),
          ...hours.filter((at) => at % 24 === 0).map((at) => dayResult(station, at / 24, value)),
        ]),
        hour(year),
      );
    for (let from = 0; from < year; from += 73 * 12) {
      const hours = Array.from({ length: 73 * 12 }, (_, i) => from + i + 1);
      await write(hours, 30);
      await commit(hours, 30);
    }
    for (let value = 31; value < 61; value += 1) {
      await write([24], value);
      await commit([24], value);
    }
    const client = new InfluxClient(options, 60_000);
    const names = ['', '_hour', '_day', '_results'].map((end) => `${options.bucket}${end}`);
    const counts = await Promise.all(names.map((name) => cardinality(client, name)));
    // Twice what they send and are evaluated to, for what corrections replaced; the last is the layout of results.
    expect(counts).toEqual([2 * some.length, 2 * some.length, some.length, 1]);
    const [{ _value: replaced } = {}] = await client.query(
      `from(bucket: "${options.bucket}") |> range(start: 2026-01-01T00:00:00Z, stop: 2028-01-01T00:00:00Z) |> filter(fn: (r) => r._measurement == "air_replaced" and r._field == "version") |> group() |> count()`,
    );
    expect(replaced).toBe(30 * some.length);
    await store.close();
    remove();
  }, 240_000);
});
