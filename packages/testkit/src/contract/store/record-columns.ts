import { type AirDayColumns, type AirHourColumns, consumerName, offsetAt, type Result } from '@lanbi/model';
import { CIVIL_OFFSET, DAY, HOUR } from '@lanbi/standards';
import { expect, it } from 'vitest';
import { dayRecord, dayResult, hour, hourRecord, result } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { fresh } from './fresh.ts';

const EVALUATE = consumerName('evaluate');
const dayNumber = ({ from }: Result): number => (from + CIVIL_OFFSET) / DAY;
const hourNumber = ({ from }: Result): number => (from + CIVIL_OFFSET) / HOUR;

/** What columns have of the 61 units from one on: its number, values, revision and time of change. */
const rowsFrom = (first: number) => (columns: AirDayColumns | AirHourColumns | undefined) =>
  Array.from({ length: 61 }, (_, n) => first + n)
    .filter((at) => columns?.has(at))
    .map((at) => [
      at - first,
      columns?.valuesOf(at).concentrations,
      columns?.revisionOf(at),
      columns?.changedAt(at),
    ]);

function dayColumnContract(adapter: StoreAdapter): void {
  it('answers the days of several subjects as columns, as `results` answers each', async () => {
    const { store } = await fresh(adapter);
    const own = [0, 1, 40, 70].map((at) => dayResult('A', at, at + 0.5));
    await store.commit(EVALUATE, offsetAt(1), [...own, dayResult('B', 40, 7)], hour(5));
    await store.commit(EVALUATE, offsetAt(2), [dayResult('A', 40, 9)], hour(6));
    const first = dayNumber(dayResult('A', 1, 0));
    const subjects = ['B', 'none', 'A'];
    const range = { kind: 'aqi.day' as const, subjects, first, last: first + 60 };
    const all = await store.airDays(range);
    expect(all).toHaveLength(3);
    const rows = rowsFrom(first);
    const values = (pm2_5: number) => dayRecord(pm2_5).concentrations;
    expect(rows(all[0])).toEqual([[39, values(7), 1, hour(5)]]);
    expect(rows(all[1])).toEqual([]);
    expect(rows(all[2])).toEqual([
      [0, values(1.5), 1, hour(5)],
      [39, values(9), 2, hour(6)],
    ]);
    expect(await store.airDays({ ...range, kind: 'region.aqi.day', subjects: ['A'] })).toMatchObject([
      { first, last: first + 60 },
    ]);
    expect(await store.airDays({ ...range, subjects: [] })).toEqual([]);
  });
}

function hourColumnContract(adapter: StoreAdapter): void {
  it('answers the hours of several subjects as columns, as `results` answers each', async () => {
    const { store } = await fresh(adapter);
    const own = [1, 2, 40, 70].map((at) => result('A', at, at + 0.5));
    await store.commit(EVALUATE, offsetAt(1), [...own, result('B', 40, 7)], hour(75));
    await store.commit(EVALUATE, offsetAt(2), [result('A', 40, 9)], hour(76));
    const first = hourNumber(result('A', 1, 0));
    const range = { kind: 'aqi.hour' as const, subjects: ['B', 'none', 'A'], first, last: first + 60 };
    const all = await store.airHours(range);
    const rows = rowsFrom(first);
    const values = (pm2_5: number) => hourRecord(pm2_5).concentrations;
    expect(all.map(rows)).toEqual([
      [[39, values(7), 1, hour(75)]],
      [],
      [
        [0, values(1.5), 1, hour(75)],
        [1, values(2.5), 1, hour(75)],
        [39, values(9), 2, hour(76)],
      ],
    ]);
    const others = await store.airHours({ ...range, kind: 'region.aqi.hour' });
    expect(others.map(rows)).toEqual([[], [], []]);
    expect(await store.airHours({ ...range, subjects: [] })).toEqual([]);
  });
}

/** Records of several subjects as columns. */
export function recordColumnContract(adapter: StoreAdapter): void {
  dayColumnContract(adapter);
  hourColumnContract(adapter);
}
