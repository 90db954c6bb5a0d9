import type {
  EvaluationNotes,
  ObservationFlags,
  QualityFlagRange,
  QualitySettings,
  StationId,
  StationNote,
} from '@lanbi/model';
import type { RecentStore } from '@lanbi/store-embedded';
import type { InfluxClient } from './client/influx-client.ts';
import { allFlagsQuery, flagsQuery, notesQuery } from './read/note-queries.ts';
import { flagsOfRow, rulesOfRow, stationNoteOfRow } from './read/note-rows.ts';
import { isEmpty } from './read/time-range.ts';
import { flagsLine, rulesLine, stationNoteLine } from './schema/note-lines.ts';

/** Name of the note that says that the file has all notes. */
const WHOLE = 'notes';
/** Most lines of one request. */
const PAGE = 2_000;

/**
 * Stores the notes of the evaluation in InfluxDB. If this process evaluates, the file has all of them too, and reading them
 * needs no query. Other processes query InfluxDB.
 */
export class InfluxNotes implements EvaluationNotes {
  readonly #recent: RecentStore;
  readonly #client: InfluxClient;
  readonly #bucket: string;
  readonly #evaluates: boolean;

  /** @param bucket the bucket of the notes */
  constructor(recent: RecentStore, client: InfluxClient, bucket: string, evaluates: boolean) {
    this.#recent = recent;
    this.#client = client;
    this.#bucket = bucket;
    this.#evaluates = evaluates;
  }

  async putQualityFlags(qualityFlags: readonly ObservationFlags[]): Promise<void> {
    await this.#fill();
    await this.#write(qualityFlags.map(flagsLine));
    await this.#recent.putQualityFlags(qualityFlags);
  }

  async qualityFlags(range: QualityFlagRange): Promise<readonly ObservationFlags[]> {
    this.#recent.check();
    if (this.#evaluates) {
      await this.#fill();
      return this.#recent.qualityFlags(range);
    }
    if (isEmpty({ from: range.after + 1, to: range.to + 1 })) return [];
    const rows = await this.#client.query(flagsQuery(this.#bucket, range));
    return rows.flatMap((row) => flagsOfRow(row) ?? []).slice(0, range.limit);
  }

  async putStationNotes(notes: readonly StationNote[]): Promise<void> {
    await this.#fill();
    await this.#write(notes.map(stationNoteLine));
    await this.#recent.putStationNotes(notes);
  }

  async stationNotes(): Promise<ReadonlyMap<StationId, StationNote>> {
    this.#recent.check();
    if (!this.#evaluates) return this.#stationsThere();
    await this.#fill();
    return this.#recent.stationNotes();
  }

  async putRules(rules: readonly QualitySettings[]): Promise<void> {
    await this.#fill();
    await this.#write([rulesLine(rules)]);
    await this.#recent.putRules(rules);
  }

  async rules(): Promise<readonly QualitySettings[]> {
    this.#recent.check();
    if (!this.#evaluates) return this.#rulesThere();
    await this.#fill();
    return this.#recent.rules();
  }

  /** Writes the notes of the file again, after the bucket was lost. */
  async writeAgain(): Promise<void> {
    await this.#write([...(await this.#recent.stationNotes()).values()].map(stationNoteLine));
    const rules = await this.#recent.rules();
    if (rules.length > 0) await this.#write([rulesLine(rules)]);
    await this.#write(this.#recent.allQualityFlags().map(flagsLine));
  }

  /** Reads all notes into a new file; a file of an earlier version, which has some, writes them. */
  async #fill(): Promise<void> {
    this.#recent.check();
    if (!this.#evaluates || this.#recent.noted(WHOLE) === 1) return;
    const own = await this.#recent.stationNotes();
    const there = [...(await this.#stationsThere()).values()];
    const rules = await this.#recent.rules();
    await this.#recent.putStationNotes(there.filter(({ station }) => !own.has(station)));
    await this.#recent.putRules(rules.length > 0 ? rules : await this.#rulesThere());
    const rows = await this.#client.query(allFlagsQuery(this.#bucket));
    await this.#recent.putQualityFlags(rows.flatMap((row) => flagsOfRow(row) ?? []));
    await this.writeAgain();
    this.#recent.note(WHOLE, 1);
  }

  async #stationsThere(): Promise<ReadonlyMap<StationId, StationNote>> {
    const rows = await this.#client.query(notesQuery(this.#bucket, 'station_note'));
    return new Map(rows.map(stationNoteOfRow).map((note) => [note.station, note]));
  }

  async #rulesThere(): Promise<readonly QualitySettings[]> {
    const [row] = await this.#client.query(notesQuery(this.#bucket, 'quality_rules'));
    return row ? rulesOfRow(row) : [];
  }

  /** @throws LanbiError store-unavailable; TypeError for what InfluxDB refuses */
  async #write(lines: readonly string[]): Promise<void> {
    for (let at = 0; at < lines.length; at += PAGE) {
      const failure = await this.#client.write(this.#bucket, lines.slice(at, at + PAGE));
      if (failure?.kind === 'later') throw failure.error;
      if (failure) throw new TypeError(`notes cannot be stored: ${failure.message}`);
    }
  }
}
