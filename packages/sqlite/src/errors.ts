import { LanbiError } from '@lanbi/model';
import { type DatabaseOptions, NAMES } from './options.ts';

/** SQLite's primary result codes that may pass, and what they mean to us. https://sqlite.org/rescode.html */
const PASSING: Readonly<Record<number, 'unavailable' | 'full'>> = {
  3: 'unavailable', // PERM
  5: 'unavailable', // BUSY: another process holds the file
  6: 'unavailable', // LOCKED
  7: 'unavailable', // NOMEM
  8: 'unavailable', // READONLY: a disk that failed is often mounted anew so
  10: 'unavailable', // IOERR
  13: 'full', // FULL
  14: 'unavailable', // CANTOPEN
  15: 'unavailable', // PROTOCOL: a race for the lock
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

/** What a person can do about it. */
function hintOf(error: unknown, kind: DatabaseOptions['kind']): string {
  const primary = primaryCode(error) ?? 0;
  if (primary === 5)
    return ` (the ${NAMES[kind]} is in use by another process: stop it, or use another data folder)`;
  const noAccess = [3, 8, 14].includes(primary) || isSystemError(error);
  return noAccess ? ' (the user that runs lanbi must be able to read and write the file and its folder)' : '';
}

/** Any failure as one of the catalogue; what we know no other name for is `…-corrupt`, not retryable. */
export function databaseError(error: unknown, kind: DatabaseOptions['kind'], doing: string): LanbiError {
  if (error instanceof LanbiError) return error;
  const primary = primaryCode(error);
  const passing = isSystemError(error) ? 'unavailable' : PASSING[primary ?? 0];
  const hint = hintOf(error, kind);
  const message = `${doing}: ${messageOf(error)}${hint}`;
  return new LanbiError(`${kind}-${passing ?? 'corrupt'}`, message, { cause: error });
}

/** Why this one row can never be stored; undefined when the engine failed and the row may be sound. */
export function itemFault(error: unknown): string | undefined {
  const primary = primaryCode(error);
  const atFault = primary === undefined ? error instanceof TypeError : ITEM_FAULTS.includes(primary);
  return atFault ? messageOf(error) : undefined;
}
