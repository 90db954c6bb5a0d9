import { consumerName, offsetAt } from '@lanbi/model';
import { createRecentStore } from '@lanbi/store-embedded';
import { hour, observation, result } from '@lanbi/testkit/samples/observations';
import { expect, it, onTestFinished } from 'vitest';
import { InfluxStore } from '../src/influx-store.ts';
import { INFLUX_DEFAULTS } from '../src/options.ts';
import { bucketsOf } from '../src/schema/buckets.ts';
import { Held, HeldClient } from './support/held-client.ts';
import { MemoryInflux } from './support/memory-influx.ts';

const NOW = 24 * 500;

async function opened(memory: MemoryInflux) {
  const recent = createRecentStore({ path: ':memory:' });
  const connection = { url: 'http://127.0.0.1:1', token: 't', org: 'o', bucket: 'b', path: ':memory:' };
  const options = { ...INFLUX_DEFAULTS, ...connection, now: () => hour(NOW) };
  const store = new InfluxStore(options, recent, new HeldClient(memory, new Held()), bucketsOf('b'));
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

it('a new file knows stations that are silent for longer than figures are looked for', async () => {
  const memory = new MemoryInflux();
  const first = await opened(memory);
  await first.write({ observations: [observation({ station: 'OLD', at: 3 })], deadLetters: [] });
  const again = await opened(memory);
  expect([...(await again.activity())].map(([id, { lastObservation }]) => [id, lastObservation])).toEqual([
    ['OLD', hour(3)],
  ]);
});

it('a new file has the results of the last hours, so that the latest ones are asked of no server', async () => {
  const memory = new MemoryInflux();
  const first = await opened(memory);
  await first.write({ observations: [observation({ at: NOW })], deadLetters: [] });
  const hours = [NOW - 9, NOW - 3, NOW - 2, NOW - 1, NOW].map((at) => result('A', at, at));
  await first.commit(consumerName('evaluate'), offsetAt(1), hours, hour(NOW));
  const again = await opened(memory);
  const rows = memory.answered;
  const range = { kind: 'aqi.hour', subject: 'A', after: hour(NOW - 3), to: hour(NOW), limit: 9 } as const;
  expect((await again.results(range)).map(({ to }) => to)).toEqual([NOW - 2, NOW - 1, NOW].map(hour));
  expect(memory.answered).toBe(rows);
});
