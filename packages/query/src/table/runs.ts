import type { Instant } from '@lanbi/standards';
import type { Cell, TableRow } from './column.ts';
import { type Condition, classRank } from './condition.ts';
import { FirstRows } from './first-rows.ts';

/** Consecutive rows of one subject for which a condition holds. */
export interface Run extends TableRow {
  /** Rows: hours, days, samples or months. */
  readonly length: number;
  /** The largest value of the first column of the condition. */
  readonly peak: Cell;
  /** When the peak ends, the first time. */
  readonly peakTo: Instant;
}

const size = (cell: Cell): number => (typeof cell === 'number' ? cell : classRank(cell));

/**
 * Finds the longest runs of rows that follow each other without a gap, of two as long the earlier one. A row for which the
 * condition does not hold ends a run, and so does a time without a row.
 */
export class Runs<Row extends TableRow> {
  readonly #condition: Condition<Row>;
  readonly #isNext: (before: TableRow, row: TableRow) => boolean;
  readonly #open = new Map<string, Run>();
  readonly #longest: FirstRows<Run>;

  /** @param most runs that are kept @param isNext whether a row follows another one without a gap */
  constructor(
    condition: Condition<Row>,
    most: number,
    isNext: (before: TableRow, row: TableRow) => boolean = (before, row) => before.to === row.from,
  ) {
    this.#condition = condition;
    this.#isNext = isNext;
    this.#longest = new FirstRows<Run>((a, b) => b.length - a.length || a.from - b.from, most);
  }

  /** Rows of a subject come in the order of time. */
  add(row: Row): void {
    const { subject } = row;
    const open = this.#open.get(subject);
    const holds = this.#condition.holds(row);
    if (open && (!holds || !this.#isNext(open, row))) this.#end(open);
    if (holds) this.#open.set(subject, this.#grown(this.#open.get(subject), row));
  }

  /** The longest first. No row may come later. */
  rows(): readonly Run[] {
    for (const run of this.#open.values()) this.#longest.add(run);
    this.#open.clear();
    return this.#longest.rows();
  }

  #end(run: Run): void {
    this.#longest.add(run);
    this.#open.delete(run.subject);
  }

  #grown(open: Run | undefined, row: Row): Run {
    const value = this.#condition.columns[0]?.cell(row) ?? null;
    const { subject, from, to } = row;
    if (!open) return { subject, from, to, length: 1, peak: value, peakTo: to };
    const higher = size(value) > size(open.peak);
    const peak = higher ? { peak: value, peakTo: to } : { peak: open.peak, peakTo: open.peakTo };
    return { subject, from: open.from, to, length: open.length + 1, ...peak };
  }
}
