import { readFile, stat } from 'node:fs/promises';
import type { Log } from '@lanbi/flow';
import { ID_PATTERN, LanbiError } from '@lanbi/model';
import { isPasswordHash } from './passwords.ts';

/** `station`: publishes under its own id. `reader`: subscribes to everything, publishes nothing. */
export type BrokerRole = 'station' | 'reader';

export interface User {
  readonly name: string;
  readonly hash: string;
  readonly role: BrokerRole;
}

export interface Users {
  /** @throws LanbiError configuration-invalid with the lines that are wrong */
  open(): Promise<void>;
  /** Reads the file again if it has changed. */
  reload(): Promise<void>;
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

/** When the file last changed; 0 if it does not exist. */
const changedAt = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** Calls before a run begins share that run; calls during a run share the next one. */
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

/** The users of a file, which is read again when it has changed. If the new file has faults, the earlier users stay. */
export function createUsers(file: string, log?: Log): Users {
  let users: ReadonlyMap<string, User> = new Map();
  let readAt = -1;

  async function reload(): Promise<void> {
    const changed = await changedAt(file);
    if (changed === readAt) return;
    readAt = changed;
    try {
      users = await read(file);
    } catch (error) {
      log?.error(
        { reason: error instanceof Error ? error.message : String(error) },
        'the users file has faults; the earlier users stay',
      );
    }
  }

  return {
    async open() {
      readAt = await changedAt(file);
      users = await read(file);
    },
    reload: shared(reload),
    get: (name) => users.get(name),
  };
}
