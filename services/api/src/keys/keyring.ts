import { readFileSync, statSync } from 'node:fs';
import { LanbiError } from '@lanbi/model';
import type { Logger } from '@lanbi/runtime';
import type { Scope } from '../http/scope.ts';
import { digestOf, type KeyRecord, parseKeys } from './key-file.ts';

/** Characters: a shorter key can be guessed. `npm run key` makes keys of 49. */
const SHORTEST_KEY = 20;

/** Who asks. */
export interface Caller {
  readonly name: string;
  readonly scope: Scope;
  readonly rate?: number;
}

/** The keys that are accepted. */
export interface Keyring {
  /** Whether the API asks for keys at all. */
  readonly closed: boolean;
  find(key: string): Caller | undefined;
}

interface Sources {
  /** Keys in plain text, which may do everything. */
  readonly plain: readonly string[];
  /** A file of hashed keys. */
  readonly file?: string | undefined;
  readonly log: Logger;
}

/** Changes when the file is replaced or written. */
function stateOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : 'absent';
}

const byDigest = (keys: readonly KeyRecord[]): ReadonlyMap<string, Caller> =>
  new Map(keys.map((key) => [key.digest, key]));

function readAtStart(file: string): ReadonlyMap<string, Caller> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new LanbiError(
      'configuration-invalid',
      `LANBI_API_KEY_HASHES: the file ${file} cannot be read; npm run key makes it`,
    );
  }
  const { keys, faults } = parseKeys(text);
  if (faults.length > 0)
    throw new LanbiError(
      'configuration-invalid',
      `LANBI_API_KEY_HASHES: ${file}: no key in line ${faults.join(', ')}`,
    );
  return byDigest(keys);
}

/**
 * Keys are found by their digest, so that the time of a search says nothing of a key. The file is looked at with every
 * request: a key that is revoked is refused from the next one on. A file that can't be read any more holds no keys.
 * @throws LanbiError configuration-invalid
 */
export function createKeyring({ plain, file, log }: Sources): Keyring {
  const fixed = new Map(
    plain.map((key, index): [string, Caller] => [
      digestOf(key),
      { name: `configured-${index + 1}`, scope: 'admin' },
    ]),
  );
  let state = file === undefined ? '' : stateOf(file);
  let kept = file === undefined ? new Map<string, Caller>() : readAtStart(file);

  function look(name: string): void {
    const now = stateOf(name);
    if (now === state) return;
    state = now;
    kept = new Map();
    try {
      const { keys, faults } = parseKeys(readFileSync(name, 'utf8'));
      if (faults.length > 0) log.error({ lines: faults }, 'lines of the file of keys are no keys');
      kept = byDigest(keys);
    } catch (error) {
      log.error({ err: error }, 'the file of keys cannot be read: none of its keys is accepted');
    }
  }

  return {
    closed: plain.length > 0 || file !== undefined,
    find(key) {
      if (key.length < SHORTEST_KEY) return undefined;
      if (file !== undefined) look(file);
      const digest = digestOf(key);
      return fixed.get(digest) ?? kept.get(digest);
    },
  };
}
