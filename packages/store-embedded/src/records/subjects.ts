import type { ResultKind } from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';

/** A subject of a kind with its number and the blocks of time in which it has rows. */
export interface RecordSubject {
  readonly number: number;
  readonly kind: ResultKind;
  readonly subject: string;
  first: number;
  last: number;
}

const subjectOf = (row: Row): RecordSubject => ({ ...(row as unknown as RecordSubject) });

const keyOf = (kind: ResultKind, subject: string): string => `${kind} ${subject}`;

/** The subjects of records, all in memory once they are asked for. */
export class RecordSubjects {
  readonly #db: Connection;
  #byKey: Map<string, RecordSubject> | undefined;
  #byNumber = new Map<number, RecordSubject>();

  constructor(db: Connection) {
    this.#db = db;
  }

  /** @throws LanbiError closed */
  find(kind: ResultKind, subject: string): RecordSubject | undefined {
    this.#db.check();
    return this.#all().get(keyOf(kind, subject));
  }

  numbered(number: number): RecordSubject | undefined {
    this.#all();
    return this.#byNumber.get(number);
  }

  /** Inside of a transaction: the subject, new where there is none, with a row in a block. */
  holding(kind: ResultKind, subject: string, block: number): RecordSubject {
    const known = this.find(kind, subject);
    if (!known) return this.#add(kind, subject, block);
    if (block >= known.first && block <= known.last) return known;
    known.first = Math.min(known.first, block);
    known.last = Math.max(known.last, block);
    const sql = 'UPDATE record_subject SET first = ?, last = ? WHERE number = ?';
    this.#db.run(sql, known.first, known.last, known.number);
    return known;
  }

  /** What is in memory may be what a transaction that failed has left. */
  forget(): void {
    this.#byKey = undefined;
    this.#byNumber = new Map();
  }

  #add(kind: ResultKind, subject: string, block: number): RecordSubject {
    const sql = 'INSERT INTO record_subject (kind, subject, first, last) VALUES (?, ?, ?, ?)';
    const { id } = this.#db.run(sql, kind, subject, block, block);
    const added = { number: id, kind, subject, first: block, last: block };
    this.#keep(this.#all(), added);
    return added;
  }

  #all(): Map<string, RecordSubject> {
    if (this.#byKey) return this.#byKey;
    const all = new Map<string, RecordSubject>();
    for (const each of this.#db.all(subjectOf, 'SELECT * FROM record_subject')) this.#keep(all, each);
    this.#byKey = all;
    return all;
  }

  #keep(all: Map<string, RecordSubject>, subject: RecordSubject): void {
    all.set(keyOf(subject.kind, subject.subject), subject);
    this.#byNumber.set(subject.number, subject);
  }
}
