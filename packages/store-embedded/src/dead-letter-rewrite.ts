import type { RewriteDeadLetter, RewrittenDeadLetters } from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { FreePages } from './free-pages.ts';
import { storedDeadLetterOf } from './rows.ts';

/** Of one transaction, so that commits of readings come between. */
const STEP = { letters: 100, bytes: 2 * 1024 * 1024 };

/** The step that a file is at; absent once all are done. */
const SETTING = 'letters.unmasked';

/** While letters are copied: what becomes of one becomes of its copy. */
const TABLES: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS dead_letter_copy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL, station TEXT, reason TEXT NOT NULL, share TEXT NOT NULL, reasons TEXT NOT NULL,
    size INTEGER NOT NULL, bytes INTEGER NOT NULL, scope TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0,
    retained INTEGER NOT NULL DEFAULT 0,
    topic TEXT NOT NULL, refusals TEXT NOT NULL, counts TEXT, replay TEXT
  ) STRICT`,
  'CREATE TABLE IF NOT EXISTS dead_letter_payload_copy (id INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT',
  `CREATE TRIGGER IF NOT EXISTS dead_letter_removed AFTER DELETE ON dead_letter BEGIN
    DELETE FROM dead_letter_copy WHERE id = old.id;
    DELETE FROM dead_letter_payload_copy WHERE id = old.id;
  END`,
  `CREATE TRIGGER IF NOT EXISTS dead_letter_replayed AFTER UPDATE OF replay, settled ON dead_letter BEGIN
    UPDATE dead_letter_copy SET replay = new.replay, settled = new.settled WHERE id = new.id;
  END`,
];

/** Copies take the place of the letters, whose tables keep what is to be overwritten. */
const SWAP: readonly string[] = [
  'DROP TRIGGER dead_letter_removed',
  'DROP TRIGGER dead_letter_replayed',
  'DROP INDEX dead_letter_station',
  'DROP INDEX dead_letter_at',
  'DROP INDEX dead_letter_of_share',
  'ALTER TABLE dead_letter RENAME TO dead_letter_before',
  'ALTER TABLE dead_letter_payload RENAME TO dead_letter_payload_before',
  'ALTER TABLE dead_letter_copy RENAME TO dead_letter',
  'ALTER TABLE dead_letter_payload_copy RENAME TO dead_letter_payload',
  `DELETE FROM sqlite_sequence WHERE name = 'dead_letter'`,
  `UPDATE sqlite_sequence SET name = 'dead_letter' WHERE name = 'dead_letter_before'`,
  'CREATE INDEX dead_letter_station ON dead_letter (station, id)',
  'CREATE INDEX dead_letter_at ON dead_letter (at_ms)',
  `UPDATE dead_letter SET size = bytes + length(topic) + length(refusals) + ifnull(length(replay), 0)`,
  'CREATE INDEX dead_letter_of_share ON dead_letter (reason, share, id, size)',
  'DELETE FROM dead_letter_share',
  'INSERT INTO dead_letter_share SELECT reason, share, count(*), sum(size) FROM dead_letter GROUP BY reason, share',
];

const NEXT = `SELECT * FROM dead_letter JOIN dead_letter_payload USING (id)
  WHERE id > (SELECT ifnull(max(id), 0) FROM dead_letter_copy) ORDER BY id LIMIT 1`;

const COPY = `INSERT INTO dead_letter_copy
  SELECT id, at_ms, ?2, reason, CASE share WHEN '' THEN '' ELSE ?2 END, reasons, size, bytes, scope, settled, retained,
    ?3, ?4, counts, ?5
  FROM dead_letter WHERE id = ?1`;

const OLDEST = `SELECT id, length(payload) AS size FROM dead_letter_payload_before ORDER BY id LIMIT ?`;

const sizedOf = (row: Row) => ({ id: Number(row['id']), size: Number(row['size']) });

/** What a step has done: letters that were rewritten, and whether the step is over. */
interface Done {
  readonly rewritten: number;
  readonly over: boolean;
}

/** A step that rewrites no letter. */
const other = (over: boolean): Done => ({ rewritten: 0, over });

/**
 * Rewrites the letters of an earlier version: copies them into new tables, which take the place of the old ones; empties
 * those; overwrites every free page and the log, where removed letters stand too. Each step is one transaction, and the
 * file says which comes next.
 */
export class DeadLetterRewrite {
  readonly #db: Connection;
  readonly #free: FreePages;

  constructor(db: Connection) {
    this.#db = db;
    this.#free = new FreePages(db);
  }

  step(rewrite: RewriteDeadLetter): RewrittenDeadLetters {
    const at = this.#at();
    if (at === undefined) return { rewritten: 0, more: false };
    const steps = [
      () => this.#copy(rewrite),
      () => this.#empty(),
      () => other(this.#free.fill()),
      () => other(this.#free.release()),
    ];
    const step = steps[at - 1];
    if (!step) return this.#end();
    this.#free.zeroOnDelete(true);
    const { rewritten } = this.#db.transaction('dead letters could not be rewritten', () => {
      const done = step();
      if (done.over) this.#db.run('UPDATE setting SET value = ? WHERE name = ?', at + 1, SETTING);
      return done;
    });
    return { rewritten, more: true };
  }

  #at(): number | undefined {
    return this.#db.first((row) => Number(row['value']), 'SELECT value FROM setting WHERE name = ?', SETTING);
  }

  #copy(rewrite: RewriteDeadLetter): Done {
    for (const sql of TABLES) this.#db.run(sql);
    let [rewritten, bytes] = [0, 0];
    for (; rewritten < STEP.letters && bytes < STEP.bytes; rewritten++) {
      const letter = this.#db.first(storedDeadLetterOf, NEXT);
      if (!letter) {
        for (const sql of SWAP) this.#db.run(sql);
        return { rewritten, over: true };
      }
      const { id, station, topic, payload, refusals, replay } = rewrite(letter);
      const texts = [JSON.stringify(refusals), replay ? JSON.stringify(replay) : null] as const;
      this.#db.run(COPY, id, station ?? null, topic, ...texts);
      this.#db.run('INSERT INTO dead_letter_payload_copy VALUES (?, ?)', id, payload);
      bytes += payload.byteLength;
    }
    return { rewritten, over: false };
  }

  #empty(): Done {
    let [upTo, bytes] = [0, 0];
    for (const { id, size } of this.#db.all(sizedOf, OLDEST, STEP.letters)) {
      if (bytes >= STEP.bytes) break;
      upTo = id;
      bytes += size;
    }
    const tables = ['dead_letter_payload_before', 'dead_letter_before'];
    if (upTo > 0) for (const table of tables) this.#db.run(`DELETE FROM ${table} WHERE id <= ?`, upTo);
    else for (const table of tables) this.#db.run(`DROP TABLE ${table}`);
    return other(upTo === 0);
  }

  /** The log last: it may hold pages as they were. */
  #end(): RewrittenDeadLetters {
    if (this.#free.emptyLog())
      this.#db.transaction('the end of a rewrite could not be kept', () =>
        this.#db.run('DELETE FROM setting WHERE name = ?', SETTING),
      );
    this.#free.zeroOnDelete(false);
    return { rewritten: 0, more: this.#at() !== undefined };
  }
}
