import {
  type ObservationFlags,
  type QualityFlagRange,
  type QualitySettings,
  type StationId,
  type StationNote,
  stationId,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { instant, seconds } from '@lanbi/standards';

// The tables are STRICT and only this package writes them: a column holds what its type says.
const int = (row: Row, column: string): number => row[column] as number;
const text = (row: Row, column: string): string => row[column] as string;

const flagsOf = (row: Row): ObservationFlags => ({
  station: stationId(text(row, 'station')),
  to: instant(int(row, 'to_ms')),
  period: seconds(int(row, 'period')),
  flags: JSON.parse(text(row, 'marks')),
});

const noteOf = (row: Row): StationNote => ({
  station: stationId(text(row, 'station')),
  since: instant(int(row, 'since')),
  under: JSON.parse(text(row, 'under')),
});

const rulesOf = (row: Row): readonly QualitySettings[] => JSON.parse(text(row, 'rules'));

/** Flags of suspect values, and what records stand under: a table each. */
export class NotesTables {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  putQualityFlags(all: readonly ObservationFlags[]): void {
    this.#db.transaction('marks could not be kept', () => {
      for (const { station, to, period, flags } of all)
        if (Object.keys(flags).length > 0)
          this.#db.run(
            'INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?)',
            station,
            to,
            period,
            JSON.stringify(flags),
          );
        else
          this.#db.run(
            'DELETE FROM mark WHERE station = ? AND to_ms = ? AND period = ?',
            station,
            to,
            period,
          );
    });
  }

  qualityFlags({ station, period, after, to, limit }: QualityFlagRange): ObservationFlags[] {
    const where = `station = ? AND to_ms > ? AND to_ms <= ?${period === undefined ? '' : ' AND period = ?'}`;
    const sql = `SELECT * FROM mark WHERE ${where} ORDER BY to_ms, period LIMIT ?`;
    const values = [station, after, to, ...(period === undefined ? [] : [period])];
    return this.#db.all(flagsOf, sql, ...values, limit);
  }

  allQualityFlags(): ObservationFlags[] {
    return this.#db.all(flagsOf, 'SELECT * FROM mark');
  }

  putStations(notes: readonly StationNote[]): void {
    this.#db.transaction('notes of stations could not be kept', () => {
      for (const { station, since, under } of notes)
        this.#db.run(
          'INSERT OR REPLACE INTO station_note VALUES (?, ?, ?)',
          station,
          since,
          JSON.stringify(under),
        );
    });
  }

  stations(): ReadonlyMap<StationId, StationNote> {
    const all = this.#db.all(noteOf, 'SELECT * FROM station_note');
    return new Map(all.map((note) => [note.station, note]));
  }

  putRules(rules: readonly QualitySettings[]): void {
    this.#db.transaction('the rules could not be kept', () =>
      this.#db.run('INSERT OR REPLACE INTO rules VALUES (1, ?)', JSON.stringify(rules)),
    );
  }

  rules(): readonly QualitySettings[] {
    return this.#db.first(rulesOf, 'SELECT rules FROM rules') ?? [];
  }
}
