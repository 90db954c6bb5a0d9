import { type ObservationFlags, type StationNote, stationId } from '@lanbi/model';
import { seconds } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { hour } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { fresh } from './fresh.ts';

const A1 = stationId('A1');
const flagged = (at: number, period = 3600): ObservationFlags => ({
  station: A1,
  to: hour(at),
  period: seconds(period),
  flags: { tp: ['spike', 'range'] },
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
      const other = { ...flagged(2), station: stationId('A2') };
      await store.putQualityFlags([flagged(3), flagged(2), flagged(2, 60), other, flagged(1)]);
      const all = { station: A1, after: hour(0), to: hour(9), limit: 10 };
      expect(await store.qualityFlags(all)).toEqual([flagged(1), flagged(2, 60), flagged(2), flagged(3)]);
      expect(await store.qualityFlags({ ...all, after: hour(1), to: hour(2) })).toEqual([
        flagged(2, 60),
        flagged(2),
      ]);
      expect(await store.qualityFlags({ ...all, period: seconds(60) })).toEqual([flagged(2, 60)]);
      expect(await store.qualityFlags({ ...all, limit: 2 })).toEqual([flagged(1), flagged(2, 60)]);
    });

    it('takes the place of earlier marks, and has none of an observation whose marks are empty', async () => {
      const { store } = await fresh(adapter);
      await store.putQualityFlags([flagged(1), flagged(2)]);
      const other = { ...flagged(2), flags: { do: ['flag'] as const } };
      await store.putQualityFlags([{ ...flagged(1), flags: {} }, other]);
      expect(await store.qualityFlags({ station: A1, after: hour(0), to: hour(9), limit: 10 })).toEqual([
        other,
      ]);
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
      await store.putQualityFlags([flagged(1)]);
      await store.putStationNotes([note('A1', 1)]);
      await store.putRules([SPIKE_OFF]);
      expect(await store.resultHead()).toBe(0);
    });
  });
}
