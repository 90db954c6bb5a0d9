import { readFile, stat } from 'node:fs/promises';
import type { Log } from '@lanbi/flow';
import { ID_PATTERN, LanbiError } from '@lanbi/model';
import { isPasswordHash } from './passwords.ts';

/** `station`: publishes under its own id. `reader`: hears everything, says nothing. */
export type Role = 'station' | 'reader';

export interface User {
  readonly name: string;
  readonly hash: string;
  readonly role: Role;
}

export interface Users {
  /** @throws LanbiError configuration-invalid with the lines that are wrong */
  open(): Promise<void>;
  /** Reads the file again where it has changed. */
  look(): Promise<void>;
  get(name: string): User | undefined;
}

/** One line: `name:hash` or `name:hash:reader`. */
function userOf(line: string): User | undefined {
  const [name = '', hash = '', role = 'station', ...rest] = line.split(':');
  const known = role === 'station' || role === 'reader';
  if (
    !ID_PATTERN.test(name) ||
    name.startsWith('lanbi-') ||
    !isPasswordHash(hash) ||
    !known ||
    rest.length > 0
  )
    return undefined;
  return { name, hash, role };
}

/** @throws LanbiError configuration-invalid */
export function parseUsers(text: string, file: string): ReadonlyMap<string, User> {
  const users = new Map<string, User>();
  const faults: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const user = userOf(line);
    // Not the line itself: it may hold a password that somebody did not hash.
    if (!user) faults.push(`line ${index + 1}: not name:hash or name:hash:reader`);
    else if (users.has(user.name)) faults.push(`line ${index + 1}: ${user.name} stands there twice`);
    else users.set(user.name, user);
  }
  if (faults.length === 0) return users;
  throw new LanbiError(
    'configuration-invalid',
    `the users file ${file} has faults:\n  ${faults.join('\n  ')}`,
  );
}

async function read(file: string): Promise<ReadonlyMap<string, User>> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new LanbiError('configuration-invalid', `the users file ${file} cannot be read`, { cause });
  });
  return parseUsers(text, file);
}

/** When the file last changed; 0 while it is not there. */
const changedAt = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** Runs `work` for all who ask while it has not begun; those who ask while it runs share the run after it. */
function shared(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    next = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(run);
    return next;
  };
}

/** The users of a file, read again when it has changed; while the new one has faults the old one holds. */
export function createUsers(file: string, log?: Log): Users {
  let users: ReadonlyMap<string, User> = new Map();
  let seen = -1;

  async function look(): Promise<void> {
    const changed = await changedAt(file);
    if (changed === seen) return;
    seen = changed;
    try {
      users = await read(file);
    } catch (error) {
      log?.error(
        { reason: error instanceof Error ? error.message : String(error) },
        'the users before it hold',
      );
    }
  }

  return {
    async open() {
      seen = await changedAt(file);
      users = await read(file);
    },
    look: shared(look),
    get: (name) => users.get(name),
  };
}
