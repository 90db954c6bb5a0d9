import { type ErrorCode, LanbiError } from '@lanbi/model';

/** SQLite's primary result codes that may pass, and what they mean to us. https://sqlite.org/rescode.html */
const PASSING: Readonly<Record<number, ErrorCode>> = {
  3: 'store-unavailable', // PERM
  5: 'store-unavailable', // BUSY: another process holds the file
  6: 'store-unavailable', // LOCKED
  7: 'store-unavailable', // NOMEM
  8: 'store-unavailable', // READONLY: a disk that failed is often mounted anew so
  10: 'store-unavailable', // IOERR
  13: 'store-full', // FULL
  14: 'store-unavailable', // CANTOPEN
  15: 'store-unavailable', // PROTOCOL: a race for the lock
};

/** TOOBIG, CONSTRAINT, MISMATCH, RANGE: the row is at fault, not the engine. */
const ITEM_FAULTS: readonly number[] = [18, 19, 20, 25];

/** The primary code of an error of SQLite; undefined for any other. */
function primaryCode(error: unknown): number | undefined {
  const code = (error as { readonly errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** An error of the operating system, such as a folder that may not be made. */
const isSystemError = (error: unknown): boolean =>
  (error as { readonly syscall?: unknown } | undefined)?.syscall !== undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Any failure as one of the catalogue; what we know no other name for is `store-corrupt`, not retryable. */
export function storeError(error: unknown, doing: string): LanbiError {
  if (error instanceof LanbiError) return error;
  const primary = primaryCode(error);
  const passing = isSystemError(error) ? 'store-unavailable' : PASSING[primary ?? 0];
  const hint = primary === 5 ? ' (the store is in use by another process)' : '';
  return new LanbiError(passing ?? 'store-corrupt', `${doing}: ${messageOf(error)}${hint}`, { cause: error });
}

/** Why this one row can never be stored; undefined when the engine failed and the row may be sound. */
export function itemFault(error: unknown): string | undefined {
  const primary = primaryCode(error);
  const atFault = primary === undefined ? error instanceof TypeError : ITEM_FAULTS.includes(primary);
  return atFault ? messageOf(error) : undefined;
}
