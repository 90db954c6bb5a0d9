import { type ObservationMarks, type StationNote, stationId } from '@lanbi/model';
import { seconds } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { hour } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { fresh } from './fresh.ts';

const A1 = stationId('A1');
const marked = (at: number, period = 3600): ObservationMarks => ({
  station: A1,
  to: hour(at),
  period: seconds(period),
  marks: { tp: ['spike', 'range'] },
});
const note = (station: string, since: number): StationNote => ({
  station: stationId(station),
  since: hour(since),
  under: [{ medium: 'air', period: seconds(3600), parameters: ['pm2_5'], regions: [] }],
});
const SPIKE_OFF = {
  flag: 'mark',
  negative: 'mark',
  range: 'exclude',
  stuck: 'mark',
  spike: 'off',
  'pm2_5-above-pm10': 'mark',
  'nh3n-above-tn': 'mark',
  'missing-exponent': 'mark',
} as const;

export function notesContract(adapter: StoreAdapter): void {
  describe('notes of the evaluation', () => {
    it('keeps the marks of observations, in order of their ends and periods', async () => {
      const { store } = await fresh(adapter);
      const other = { ...marked(2), station: stationId('A2') };
      await store.putMarks([marked(3), marked(2), marked(2, 60), other, marked(1)]);
      const all = { station: A1, after: hour(0), to: hour(9), limit: 10 };
      expect(await store.marks(all)).toEqual([marked(1), marked(2, 60), marked(2), marked(3)]);
      expect(await store.marks({ ...all, after: hour(1), to: hour(2) })).toEqual([marked(2, 60), marked(2)]);
      expect(await store.marks({ ...all, period: seconds(60) })).toEqual([marked(2, 60)]);
      expect(await store.marks({ ...all, limit: 2 })).toEqual([marked(1), marked(2, 60)]);
    });

    it('takes the place of earlier marks, and has none of an observation whose marks are empty', async () => {
      const { store } = await fresh(adapter);
      await store.putMarks([marked(1), marked(2)]);
      const other = { ...marked(2), marks: { do: ['flag'] as const } };
      await store.putMarks([{ ...marked(1), marks: {} }, other]);
      expect(await store.marks({ station: A1, after: hour(0), to: hour(9), limit: 10 })).toEqual([other]);
    });

    it('keeps the note of each station', async () => {
      const { store } = await fresh(adapter);
      expect(await store.stationNotes()).toEqual(new Map());
      await store.putStationNotes([note('A1', 1), note('A2', 2)]);
      await store.putStationNotes([{ ...note('A2', 2), under: [] }]);
      expect(await store.stationNotes()).toEqual(
        new Map([
          ['A1', note('A1', 1)],
          ['A2', { ...note('A2', 2), under: [] }],
        ]),
      );
    });

    it('keeps the rules of data quality', async () => {
      const { store } = await fresh(adapter);
      expect(await store.rules()).toEqual([]);
      await store.putRules([SPIKE_OFF, { ...SPIKE_OFF, spike: 'mark' }]);
      await store.putRules([SPIKE_OFF]);
      expect(await store.rules()).toEqual([SPIKE_OFF]);
    });

    it('has no part in the log of results', async () => {
      const { store } = await fresh(adapter);
      await store.putMarks([marked(1)]);
      await store.putStationNotes([note('A1', 1)]);
      await store.putRules([SPIKE_OFF]);
      expect(await store.resultHead()).toBe(0);
    });
  });
}
