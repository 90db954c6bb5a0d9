import { NO_QUALITY } from '@lanbi/evaluation';
import { type Observation, regionId, type Store, stationId } from '@lanbi/model';
import { AIR_POLLUTANTS, HOUR, instant, seconds } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { startEvaluator } from '../support/evaluation.ts';

const START = Date.parse('2025-01-01T00:00:00+08:00');
const STATIONS = ['A', 'B', 'C'];
const REGISTRY = registryOf({
  regions: [
    { id: 'c', name: 'C', kind: 'city' },
    { id: 'd', name: 'D', kind: 'district', parent: 'c' },
  ],
  stations: STATIONS.map((id) => ({ id, medium: 'air', name: id, region: 'd', role: 'evaluation' })),
});

const hourOf = (station: string, at: number, value: number): Observation => ({
  station: stationId(station),
  medium: 'air',
  region: regionId('d'),
  to: instant(START + at * HOUR),
  period: seconds(3600),
  receivedAt: instant(START + at * HOUR),
  readings: AIR_POLLUTANTS.map((parameter) => ({ parameter, value, flag: 'N' })),
});

async function stored(hours: number, value: (at: number) => number): Promise<Store> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  onTestFinished(() => store.close());
  const observations = Array.from({ length: hours }, (_, at) =>
    STATIONS.map((id) => hourOf(id, at + 1, value(at + 1))),
  );
  await store.write({ observations: observations.flat(), deadLetters: [] });
  return store;
}

/** What one corrected hour of a station changes of what is stored, without marks of data quality. */
async function changedBy(store: Store, correction: Observation): Promise<string[]> {
  const evaluator = await startEvaluator(store, REGISTRY, { quality: NO_QUALITY });
  await evaluator.caughtUp();
  const before = await store.resultHead();
  await store.write({ observations: [correction], deadLetters: [] });
  await evaluator.caughtUp();
  await evaluator.stop();
  const changed = await store.changedResults(before, 1_000);
  return changed.map(({ kind, subject, to }) => `${kind} ${subject} ${(to - START) / HOUR}`).sort();
}

const OWN = [
  'aqi.day A 24',
  'aqi.hour A 10',
  'region.aqi.day c 24',
  'region.aqi.day d 24',
  'region.aqi.hour c 10',
  'region.aqi.hour d 10',
];

it('one corrected hour changes its hour and day, and those of its regions, and nothing of later hours', async () => {
  const store = await stored(72, () => 40);
  expect(await changedBy(store, hourOf('A', 10, 41))).toEqual(OWN);
});

it('and the later hours whose index takes the running mean of SO2 that holds it', async () => {
  // SO2 above 800 µg/m³, for which HJ 633-2012 takes the mean of 24 hours: of hours 20, 33 and 34 the last is too late.
  const store = await stored(72, (at) => ([20, 33, 34].includes(at) ? 900 : 40));
  const later = [20, 33].flatMap((at) =>
    ['aqi.hour A', 'region.aqi.hour c', 'region.aqi.hour d'].map((of) => `${of} ${at}`),
  );
  expect(await changedBy(store, hourOf('A', 10, 41))).toEqual([...OWN, ...later].sort());
});
