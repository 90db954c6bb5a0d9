import { type ObservationFlags, type QualitySettings, type StationNote, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import type { InfluxRow } from '../client/influx-client.ts';

// Only this package writes these rows, so the texts are not validated.

const text = (row: InfluxRow, column: string): string => String(row[column] ?? '');

/** The quality flags of an observation; undefined if it has none any more. */
export function flagsOfRow(row: InfluxRow): ObservationFlags | undefined {
  const flags: ObservationFlags['flags'] = JSON.parse(text(row, 'marks'));
  if (Object.keys(flags).length === 0) return undefined;
  const to = instant(Date.parse(text(row, '_time')));
  return {
    station: stationId(text(row, 'station')),
    to,
    period: seconds(Number(row['period'])),
    flags: flags,
  };
}

export const stationNoteOfRow = (row: InfluxRow): StationNote => ({
  station: stationId(text(row, 'station')),
  since: instant(Number(row['since'])),
  under: JSON.parse(text(row, 'under')),
});

export const rulesOfRow = (row: InfluxRow): readonly QualitySettings[] => JSON.parse(text(row, 'rules'));
