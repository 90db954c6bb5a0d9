import { offsetAt } from '@lanbi/model';
import { createRecentStore } from '@lanbi/store-embedded';
import { changes, write } from '@lanbi/testkit/contract/store/fresh';
import { hour, observation, reading } from '@lanbi/testkit/samples/observations';
import { freshOptions } from '@lanbi/testkit/servers/influx-buckets';
import { ownInfluxd, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InfluxClient } from '../src/client/influx-client.ts';
import { InfluxStore } from '../src/influx-store.ts';
import { INFLUX_DEFAULTS } from '../src/options.ts';
import { bucketsOf } from '../src/schema/buckets.ts';

const NOW = 24 * 30;
const [X, Y] = [NOW - 200, NOW - 100];
const SIX = [
  ['pm2_5', 30],
  ['pm10', 60],
  ['so2', 5],
  ['no2', 40],
  ['co', 0.5],
  ['o3', 88],
] as const;

describe.skipIf(!ownInfluxd)('an InfluxDB that is stopped while a correction is under way', () => {
  it('and a pruning meanwhile: both hours keep their six values', async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const { options: fresh, remove } = await freshOptions(influxd);
    onTestFinished(remove);
    const options = { ...INFLUX_DEFAULTS, ...fresh, now: () => hour(NOW) };
    const recent = createRecentStore({ path: options.path });
    const client = new InfluxClient(options, options.timeoutMs);
    const store = new InfluxStore(options, recent, client, bucketsOf(options.bucket));
    await store.open();
    onTestFinished(() => store.close());
    const prune = (upTo: number): void => {
      const from = { observation: hour(upTo), hour: hour(upTo), long: hour(upTo) };
      const far = offsetAt(Number.MAX_SAFE_INTEGER);
      while (recent.prune({ from, observationsUpTo: far, resultsUpTo: far }));
    };
    const six = SIX.map(([name, value]) => reading(name, value));
    for (const at of [X, Y]) await write(store, observation({ at, readings: six }));
    prune(X);
    await influxd.kill('SIGSTOP');
    const o3 = [X, Y].map((at) => observation({ at, receivedAt: NOW, readings: [reading('o3', 71)] }));
    const writing = write(store, ...o3);
    await new Promise(setImmediate);
    prune(NOW);
    await influxd.kill('SIGCONT');
    expect(changes(await writing)).toEqual(['corrected', 'corrected']);
    const station = observation().station;
    const found = await store.range({ station, after: hour(0), to: hour(NOW), limit: 9 });
    const values = found.map(({ readings }) =>
      Object.fromEntries(readings.map(({ parameter, value, revision }) => [parameter, [value, revision]])),
    );
    const whole = Object.fromEntries(SIX.map(([name, value]) => [name, [value, 1]]));
    expect(values).toEqual([X, Y].map(() => ({ ...whole, o3: [71, 2] })));
  });
});
