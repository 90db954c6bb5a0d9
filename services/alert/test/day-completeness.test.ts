import { offsetAt, stationId } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import { expect, it } from 'vitest';
import { createDayCompleteness } from '../src/samples/day-completeness.ts';
import { completenessSamples } from '../src/samples/readings.ts';
import { registryOf } from './world.ts';

const registry = registryOf({
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city' }],
});
const hour = (n: number) => instant(Date.parse('2026-04-01T00:00:00+08:00') + n * HOUR);

it('a day reaches to its end and not to the end of the reading 24 hours before', async () => {
  const days = createDayCompleteness(registry, async () => []);
  const series = {
    source: { from: 'expected-readings' },
    subject: { kind: 'station', id: 'A1' },
    instances: [],
  } as const;
  const first = await days.samples({ ...series, instances: [] }, [hour(1)]);
  expect(first).toEqual([{ at: hour(1), value: 4.2 }]);
  const times = [...Array.from({ length: 23 }, (_, i) => hour(i + 1)), hour(25), hour(26)];
  const all = await days.samples({ ...series, instances: [] }, times);
  // 24 hours to 24:00 would be whole with the one that is missing; to 25:00 the reading of 01:00 is out.
  expect(all.slice(22).map(({ value }) => value)).toEqual([95.8, 95.8, 95.8]);
});

it('counts the expected times that have a reading, once each, whatever the seconds of their stamps', async () => {
  const station = registry.stations.get(stationId('A1'));
  if (!station) throw new Error('no station A1');
  const off = (n: number, milliseconds: number) => instant(hour(n) + milliseconds);
  const times = Array.from({ length: 24 }, (_, at) => [off(at + 1, -1_000), off(at + 1, 400)]).flat();
  const half = off(24, HOUR / 2);
  const days = createDayCompleteness(registry, async () => []);
  const series = { source: { from: 'expected-readings' }, subject: { kind: 'station', id: 'A1' } } as const;
  const live = await days.samples({ ...series, instances: [] }, [...times, half]);
  expect([11, 12, 23, 24].map((at) => live[at * 2 - 1]?.value)).toEqual([45.8, 50, 95.8, 100]);
  expect(live.at(-1)).toEqual({ at: half, value: 100 });
  const stored = [...times, half].map((to) => ({
    station: station.id,
    medium: station.medium,
    region: station.region,
    to,
    period: station.period,
    receivedAt: to,
    position: offsetAt(1),
    readings: [],
  }));
  expect(completenessSamples(stored, station, 0)).toEqual(live);
});
