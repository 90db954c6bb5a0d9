import { createHash } from 'node:crypto';
import { ID_PATTERN } from '@lanbi/model';
import { SCOPES, type Scope } from '../http/scope.ts';

/** A key as it is kept: what it may do, and the digest of what its owner sends. */
export interface KeyRecord {
  readonly name: string;
  readonly scope: Scope;
  /** SHA-256 in hex. A key is 256 random bits: there is nothing to guess that a slow hash would protect. */
  readonly digest: string;
  /** The date on which it was made. */
  readonly created: string;
  /** Requests a minute; absent: as many as every key. 0: any number. */
  readonly rate?: number;
}

export const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

const RECORD = /^([^:]+):([a-z]+):([0-9a-f]{64}):(\d{4}-\d{2}-\d{2})(?::(\d{1,9}))?$/;

const isScope = (text: string | undefined): text is Scope => SCOPES.some((scope) => scope === text);

export const formatRecord = ({ name, scope, digest, created, rate }: KeyRecord): string =>
  [name, scope, digest, created, ...(rate === undefined ? [] : [rate])].join(':');

function parseRecord(line: string): KeyRecord | undefined {
  const [, name = '', scope, digest = '', created = '', rate] = RECORD.exec(line) ?? [];
  if (!ID_PATTERN.test(name) || !isScope(scope)) return undefined;
  return { name, scope, digest, created, ...(rate !== undefined && { rate: Number(rate) }) };
}

/** The records of a file of keys, and the numbers of the lines that are none. An empty line and one that begins with # are passed over. */
export function parseKeys(text: string): {
  readonly keys: readonly KeyRecord[];
  readonly faults: readonly number[];
} {
  const keys: KeyRecord[] = [];
  const faults: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const key = parseRecord(line);
    if (key) keys.push(key);
    else faults.push(index + 1);
  }
  return { keys, faults };
}
