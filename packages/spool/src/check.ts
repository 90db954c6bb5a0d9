import { LanbiError } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { firstText } from './rows.ts';

/** Checks the integrity of the file. @throws LanbiError spool-corrupt if SQLite finds a fault */
export function checkWhole(db: Connection): void {
  const found = db.first(firstText, 'PRAGMA quick_check(1)');
  if (found !== 'ok') throw new LanbiError('spool-corrupt', `${found}`);
}

/** The error of a torn spool, with the remedy. It holds acknowledged readings, so only an operator may discard it. */
export function tornError(error: unknown, path: string): unknown {
  if (!(error instanceof LanbiError) || error.code !== 'spool-corrupt') return error;
  const message =
    `the spool ${path} is torn: ${error.message}. It may hold acknowledged readings that the store does not have. ` +
    'Nothing of it was changed. To start without them move the file (and those beside it that begin with its name) ' +
    'away; "sqlite3 <file> .recover" gets back what can be read';
  return new LanbiError('spool-corrupt', message, { cause: error });
}
