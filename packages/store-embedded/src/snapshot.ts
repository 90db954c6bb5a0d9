import { CONSUMERS, entriesBehind, LOG_START, type Offset, type StationId, stationId } from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import type { LatestOfStation, LatestReadings } from './latest.ts';
import type { Observations } from './observations.ts';
import type { Results } from './results.ts';

/** Log entries after which the states are kept anew; as many at the most are read again at a start. */
const EVERY = 20_000;

const stateOf = (row: Row): readonly [StationId, LatestOfStation] => [
  stationId(row['station'] as string),
  JSON.parse(row['state'] as string) as LatestOfStation,
];

/**
 * Last readings and activity on the disk, with their offset in the log: a start reads them and the log from there on,
 * and comes to exactly what it would have come to from the whole log.
 */
export class Snapshot {
  readonly #db: Connection;
  readonly #results: Results;
  readonly #every: number;
  #kept: Offset | undefined;

  constructor(db: Connection, results: Results, every = EVERY) {
    this.#every = every;
    this.#db = db;
    this.#results = results;
  }

  load(latest: LatestReadings, observations: Observations): void {
    const offset = this.#results.checkpoint(CONSUMERS.latest);
    latest.restore(this.#db.all(stateOf, 'SELECT * FROM latest'), offset);
    observations.each((one) => latest.put(one, one.readings, one.position), offset);
    this.#kept = offset;
  }

  /** Inside of a transaction, before it changes the log. Answers whether anything was kept; `committed` is then due. */
  keep(latest: LatestReadings, every = this.#every): boolean {
    if (entriesBehind(this.#kept ?? LOG_START, latest.position) < every) return false;
    const sql = `INSERT INTO latest VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state`;
    for (const [station, state] of latest.changed()) this.#db.run(sql, station, JSON.stringify(state));
    this.#results.advance(CONSUMERS.latest, latest.position);
    return true;
  }

  committed(latest: LatestReadings): void {
    this.#kept = latest.position;
    latest.kept();
  }
}
