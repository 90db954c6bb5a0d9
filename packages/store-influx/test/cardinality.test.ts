import { consumerName, logPosition } from '@lanbi/model';
import { createInfluxStore } from '@lanbi/store-influx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadLetter, hour, observation, reading, result } from '../../../test/contract/samples.ts';
import { type Influxd, influxSource, startInfluxd } from '../../../test/support/influxd.ts';
import { InfluxClient } from '../src/client/influx-client.ts';
import { freshOptions } from './support/stores.ts';

const STATIONS = 10_000;
const stations = Array.from({ length: STATIONS }, (_, i) => `A${i}`);

describe.skipIf(influxSource === undefined)('cardinality of 10,000 stations, as InfluxDB counts it', () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.stop());

  it('is a series a station and period, whatever is said of it; one more for what corrections replaced', async () => {
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
    const cardinality = async (bucket: string) => {
      const [row] = await client.query(
        `import "influxdata/influxdb"\ninfluxdb.cardinality(bucket: "${bucket}", start: 2026-01-01T00:00:00Z)`,
      );
      return row?.['_value'];
    };
    await say(1, 35);
    await say(2, 36);
    expect(await cardinality(options.bucket)).toBe(STATIONS);
    await say(1, 34);
    await say(2, 37);
    expect(await cardinality(options.bucket)).toBe(2 * STATIONS);
    expect(await cardinality(`${options.bucket}_dead_letters`)).toBe(1);
    const results = stations.flatMap((station) => [result(station, 1, 50), result(station, 2, 51)]);
    await store.commit(consumerName('evaluate'), logPosition(1), results, hour(3));
    expect(await cardinality(`${options.bucket}_hour`)).toBe(STATIONS);
    await store.close();
    remove();
  }, 120_000);
});
