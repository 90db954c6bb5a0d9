import type {
  Annotation,
  AnnotationKind,
  AnnotationQuery,
  AnnotationSet,
  DataStateDays,
  DustDays,
  EnteredAnnotation,
  SectionStateDays,
  StoredAnnotation,
  Withdrawal,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { civilDate, instant } from '@lanbi/standards';
import { countOf } from './rows.ts';

// The table is STRICT and only this package writes it: a column holds what its type says.
const int = (row: Row, column: string): number => row[column] as number;
const text = (row: Row, column: string): string => row[column] as string;
const optional = (row: Row, column: string, name: string) =>
  row[column] === null ? {} : { [name]: text(row, column) };

/** What is particular to the kind. */
type Says = Omit<DustDays, 'kind'> | Omit<SectionStateDays, 'kind'> | Omit<DataStateDays, 'kind'>;

function saysOf(annotation: Annotation): Says {
  if (annotation.kind === 'dust-day') return { pollutants: annotation.pollutants };
  if (annotation.kind === 'section-state') return { state: annotation.state };
  return { of: annotation.of, state: annotation.state };
}

const annotationOf = (row: Row): StoredAnnotation => ({
  id: int(row, 'id'),
  version: int(row, 'version'),
  kind: text(row, 'kind') as AnnotationKind,
  subject: text(row, 'subject'),
  ...JSON.parse(text(row, 'says')),
  from: civilDate(text(row, 'from_day')),
  until: civilDate(text(row, 'until_day')),
  reason: text(row, 'reason'),
  ...optional(row, 'by_whom', 'by'),
  ...optional(row, 'author', 'author'),
  enteredAt: instant(int(row, 'entered_at')),
  ...(row['withdrawal'] !== null && { withdrawn: JSON.parse(text(row, 'withdrawal')) as Withdrawal }),
});

/** Whether both say something of the same days that only one may say. */
function contradicts(a: Annotation, b: Annotation): boolean {
  // Days that were reviewed are audited later: both hold.
  if (a.kind === 'data-state' && b.kind === 'data-state') return a.of === b.of && a.state === b.state;
  if (a.kind !== 'dust-day' || b.kind !== 'dust-day') return true;
  return a.pollutants.some((pollutant) => b.pollutants.includes(pollutant));
}

/** What an annotation says, by which it is the same in two processes. */
const contentOf = (annotation: Annotation): string => {
  const { kind, subject, from, until, reason, by, author, enteredAt } = annotation;
  return JSON.stringify([kind, subject, saysOf(annotation), from, until, reason, by, author, enteredAt]);
};

const ALL = Number.MAX_SAFE_INTEGER;

const INSERT = `INSERT INTO annotation
  (version, kind, subject, says, from_day, until_day, reason, by_whom, author, entered_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const MEANWHILE = `SELECT * FROM annotation
  WHERE kind = ? AND subject = ? AND withdrawal IS NULL AND from_day <= ? AND until_day >= ? ORDER BY id`;

/** The table of annotations. */
export class Annotations {
  readonly #db: Connection;
  /** The largest version, since every answer asks for it; undefined while it is not read. */
  #version: number | undefined;

  constructor(db: Connection) {
    this.#db = db;
  }

  enter(annotation: Annotation): EnteredAnnotation {
    this.#version = undefined;
    return this.#db.transaction('an annotation could not be entered', () => {
      const conflict = this.#conflictWith(annotation);
      if (conflict) return { outcome: 'conflict', annotation: conflict };
      return { outcome: 'entered', annotation: this.#insert(annotation) };
    });
  }

  withdraw(id: number, withdrawal: Withdrawal): StoredAnnotation | undefined {
    this.#version = undefined;
    return this.#db.transaction('an annotation could not be withdrawn', () => {
      this.#withdraw(id, withdrawal);
      return this.get(id);
    });
  }

  #withdraw(id: number, withdrawal: Withdrawal): void {
    const sql = 'UPDATE annotation SET withdrawal = ?, version = ? WHERE id = ? AND withdrawal IS NULL';
    this.#db.run(sql, JSON.stringify(withdrawal), this.#largest() + 1, id);
  }

  /** Makes what holds that of another process. Answers whether anything changed. */
  apply({ annotations, at }: AnnotationSet): boolean {
    this.#version = undefined;
    return this.#db.transaction('annotations could not be taken over', () => {
      const held = new Map(
        this.all({ withdrawn: false, behind: 0, limit: ALL }).map((each) => [contentOf(each), each.id]),
      );
      const wanted = new Map(annotations.map((each) => [contentOf(each), each]));
      const gone = [...held].filter(([content]) => !wanted.has(content));
      const missing = [...wanted].filter(([content]) => !held.has(content));
      for (const [, id] of gone) this.#withdraw(id, { at, reason: 'withdrawn where it was entered' });
      for (const [, annotation] of missing) this.#insert(annotation);
      return gone.length + missing.length > 0;
    });
  }

  get(id: number): StoredAnnotation | undefined {
    return this.#db.first(annotationOf, 'SELECT * FROM annotation WHERE id = ?', id);
  }

  all({ kind, subject, withdrawn, behind, limit }: AnnotationQuery): StoredAnnotation[] {
    const conditions = ['id > ?'];
    const values: (string | number)[] = [behind];
    if (kind !== undefined) conditions.push('kind = ?');
    if (kind !== undefined) values.push(kind);
    if (subject !== undefined) conditions.push('subject = ?');
    if (subject !== undefined) values.push(subject);
    if (withdrawn !== undefined) conditions.push(`withdrawal IS ${withdrawn ? 'NOT ' : ''}NULL`);
    const sql = `SELECT * FROM annotation WHERE ${conditions.join(' AND ')} ORDER BY id LIMIT ?`;
    return this.#db.all(annotationOf, sql, ...values, limit);
  }

  version(): number {
    this.#db.check();
    this.#version ??= this.#largest();
    return this.#version;
  }

  #largest(): number {
    return this.#db.first(countOf, 'SELECT ifnull(max(version), 0) AS count FROM annotation') ?? 0;
  }

  #conflictWith(annotation: Annotation): StoredAnnotation | undefined {
    const { kind, subject, from, until } = annotation;
    const meanwhile = this.#db.all(annotationOf, MEANWHILE, kind, subject, until, from);
    return meanwhile.find((each) => contradicts(each, annotation));
  }

  #insert(annotation: Annotation): StoredAnnotation {
    const { kind, subject, from, until, reason, by, author, enteredAt } = annotation;
    const version = this.#largest() + 1;
    const says = JSON.stringify(saysOf(annotation));
    const whose = [by ?? null, author ?? null];
    const values = [version, kind, subject, says, from, until, reason, ...whose, enteredAt];
    const { id } = this.#db.run(INSERT, ...values);
    return { ...annotation, id, version };
  }
}
