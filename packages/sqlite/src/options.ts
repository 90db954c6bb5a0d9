import type { SQLOutputValue } from 'node:sqlite';
import type { SyncFile } from './log-sync.ts';

export interface DatabaseOptions {
  /** A file, whose folder is made where there is none, or `:memory:`. */
  readonly path: string;
  /** What it is for: errors are named after it, such as `store-full`. */
  readonly kind: 'store' | 'spool' | 'alerts';
  /** Steps from an empty file to today's tables; `PRAGMA user_version` counts the steps done. */
  readonly migrations: readonly string[];
  /** Functions that queries use, by name: of a value and a number, a number. */
  readonly functions?: Readonly<Record<string, (value: SQLOutputValue, number: SQLOutputValue) => number>>;
  /** Marks our files, so that one is not taken for another (`PRAGMA application_id`). */
  readonly application: number;
  /**
   * When a commit is on the disk. `commit` (the default): when it returns, and the thread waits for the disk. `group`: when
   * `durable` resolves; commits of a moment share one sync, which runs in the thread pool.
   */
  readonly sync?: 'commit' | 'group';
  /** What brings the log onto the disk with `group`; `node:fs` by default. */
  readonly files?: SyncFile;
  /** Why a file that is missing or empty cannot be a new one; undefined where it may be. */
  readonly earlier?: (found: 'missing' | 'empty') => string | undefined;
  /** What else than restoring a backup helps where the file cannot be taken. */
  readonly remedy?: string;
}

/** How messages name each kind. */
export const NAMES: Readonly<Record<DatabaseOptions['kind'], string>> = {
  store: 'store',
  spool: 'spool',
  alerts: 'file of alerts',
};
