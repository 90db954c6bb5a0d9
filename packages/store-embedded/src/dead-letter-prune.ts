import type { DeadLetterBounds, PrunedDeadLetters } from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { excessOf, type Share } from './share-out.ts';

/** Of one transaction, so that commits of readings come between. */
const STEP = { letters: 500, bytes: 16 * 1024 * 1024 };

interface Letter {
  readonly id: number;
  readonly reason: string;
  readonly share: string;
  readonly size: number;
}

interface ShareTotals {
  readonly reason: string;
  readonly share: string;
  readonly count: number;
  readonly bytes: number;
}

const letterOf = (row: Row): Letter => row as unknown as Letter;
const totalsOf = (row: Row): ShareTotals => row as unknown as ShareTotals;

/** What a transaction may still remove. */
class Step {
  removed = 0;
  #bytes = 0;

  get full(): boolean {
    return this.removed >= STEP.letters || this.#bytes >= STEP.bytes;
  }

  take({ size }: Letter): void {
    this.removed += 1;
    this.#bytes += size;
  }
}

/** Adds to the totals of a share, or takes from them. */
export function addToShare(
  db: Connection,
  { reason, share }: Omit<Share, 'size'>,
  count: number,
  bytes: number,
): void {
  const sql = `INSERT INTO dead_letter_share VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count, bytes = bytes + excluded.bytes`;
  db.run(sql, reason, share, count, bytes);
}

function remove(db: Connection, letter: Letter, step: Step): void {
  db.run('DELETE FROM dead_letter WHERE id = ?', letter.id);
  db.run('DELETE FROM dead_letter_payload WHERE id = ?', letter.id);
  addToShare(db, letter, -1, -letter.size);
  step.take(letter);
}

/** A stamp so far after the bound is of a clock that ran ahead: it says nothing of the age of others. */
const CREDIBLE_MS = 3_660 * 86_400_000;

/**
 * Letters stand in the order of ids. One that has an old stamp but came behind a newer one is of a clock that went
 * back: it is as old as the letters around it, and is kept.
 */
const OLD = `SELECT id, reason, share, size FROM dead_letter WHERE at_ms < ?1 AND id < coalesce(
    (SELECT id FROM dead_letter WHERE at_ms >= ?1 AND at_ms < ?2 ORDER BY id LIMIT 1), 9007199254740991
  ) AND id <= ?3 ORDER BY id LIMIT ?4`;

function removeOld(db: Connection, { from, agedUpTo }: DeadLetterBounds, step: Step): void {
  const upTo = agedUpTo ?? Number.MAX_SAFE_INTEGER;
  for (const letter of db.all(letterOf, OLD, from, from + CREDIBLE_MS, upTo, STEP.letters)) {
    if (step.full) return;
    remove(db, letter, step);
  }
}

/** Removes the oldest letters of each share until its excess is gone; `measure`: what of it a letter is. */
function removeExcess(
  db: Connection,
  excess: readonly Share[],
  measure: (letter: Letter) => number,
  step: Step,
): void {
  const sql = `SELECT id, reason, share, size FROM dead_letter WHERE reason = ? AND share = ? ORDER BY id LIMIT ?`;
  for (const { reason, share, size } of excess) {
    let left = size;
    for (const letter of db.all(letterOf, sql, reason, share, STEP.letters)) {
      if (left <= 0 || step.full) break;
      remove(db, letter, step);
      left -= measure(letter);
    }
  }
}

/** One step of the pruning, inside of a transaction. */
export function pruneDeadLetters(db: Connection, bounds: DeadLetterBounds): PrunedDeadLetters {
  const step = new Step();
  removeOld(db, bounds, step);
  const shareTotals = (): ShareTotals[] => db.all(totalsOf, 'SELECT * FROM dead_letter_share');
  const excess = (measure: (of: ShareTotals) => number, room: number): Share[] =>
    excessOf(
      shareTotals().map((of) => ({ reason: of.reason, share: of.share, size: measure(of) })),
      room,
    );
  removeExcess(
    db,
    excess(({ count }) => count, bounds.count),
    () => 1,
    step,
  );
  removeExcess(
    db,
    excess(({ bytes }) => bytes, bounds.bytes),
    ({ size }) => size,
    step,
  );
  if (step.removed > 0) db.run('DELETE FROM dead_letter_share WHERE count <= 0');
  const left = shareTotals().reduce((total, { count }) => total + count, 0);
  const bytes = shareTotals().reduce((total, of) => total + of.bytes, 0);
  return { removed: step.removed, left, bytes, more: step.full };
}
