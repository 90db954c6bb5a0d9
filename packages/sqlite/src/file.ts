import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { LanbiError } from '@lanbi/model';
import type { DatabaseOptions } from './options.ts';
import { refused } from './refused.ts';

/** The first bytes of every SQLite database. https://sqlite.org/fileformat2.html#the_database_header */
const MAGIC = 'SQLite format 3\0';
const HEADER = 100;
/** The first bytes of a write-ahead log, big and little endian. https://sqlite.org/fileformat2.html#walformat */
const WAL_MAGIC: readonly number[] = [0x377f0682, 0x377f0683];

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function firstBytes(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

/** Bytes that the header says the file has; undefined where it says none that holds. */
function sizeInHeader(header: Buffer): number | undefined {
  const page = header.readUInt16BE(16);
  // The count holds when the change counter is that of the time at which it was written.
  if (header.readUInt32BE(24) !== header.readUInt32BE(92)) return undefined;
  return (page === 1 ? 65_536 : page) * header.readUInt32BE(28);
}

function headerFault(path: string, size: number, walSize: number): string | undefined {
  const header = firstBytes(path, HEADER);
  if (header.length < HEADER || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return 'is no SQLite database: its begin is overwritten or cut off';
  const whole = sizeInHeader(header);
  // With a write-ahead log pages may be in the log only.
  if (walSize > 0 || whole === undefined || size >= whole) return undefined;
  return `is cut off: it has ${size} bytes of ${whole}`;
}

/** A log of zeros was never written to; SQLite takes any other that it cannot read for empty, without a word. */
function walFault(wal: string, size: number): string | undefined {
  if (size < 32) return undefined;
  const first = firstBytes(wal, 4).readUInt32BE();
  return first === 0 || WAL_MAGIC.includes(first)
    ? undefined
    : `has a torn write-ahead log: ${wal} is overwritten`;
}

/**
 * Looks at a file before SQLite does, which makes a new database where there is none and drops the log of one. Answers
 * whether the file is there.
 * @throws LanbiError …-corrupt, …-unavailable (no file)
 */
export function checkFile(options: DatabaseOptions): boolean {
  const { path, earlier } = options;
  if (path === ':memory:') return false;
  const file = statOf(path);
  const wal = `${path}-wal`;
  const walSize = statOf(wal)?.size ?? 0;
  if (file && !file.isFile())
    throw new LanbiError(
      `${options.kind}-unavailable`,
      `the ${options.kind} ${path} is a folder or no regular file`,
    );
  if (!file || file.size === 0) {
    const found = file ? 'empty' : 'missing';
    if (walSize > 0) throw refused(options, `is ${found}, but its log ${wal} is there (${walSize} bytes)`);
    const why = earlier?.(found);
    if (why !== undefined) throw refused(options, `is ${found}, but ${why}`);
    return file !== undefined;
  }
  const fault = headerFault(path, file.size, walSize) ?? walFault(wal, walSize);
  if (fault) throw refused(options, fault);
  return true;
}
