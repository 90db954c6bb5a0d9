import { readFile, stat } from 'node:fs/promises';
import { ID_PATTERN, LanbiError } from '@lanbi/model';
import type { Log } from './options.ts';
import { digestOf, isPassword, isPasswordHash, NOBODY } from './passwords.ts';

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
  /** The user of this name and password. */
  find(name: string, password: string): Promise<User | undefined>;
  has(name: string): boolean;
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

/** The users of a file, read again when it has changed; while the new one has faults the old one holds. */
export function createUsers(file: string, log?: Log): Users {
  let users: ReadonlyMap<string, User> = new Map();
  let seen = -1;
  const right = new Map<string, string>();

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
    async find(name, password) {
      await look();
      const user = users.get(name);
      const hash = user?.hash ?? NOBODY;
      const digest = digestOf(password, hash);
      if (user && right.get(name) === digest) return user; // a fleet that comes back at once costs no scrypt
      if (!(await isPassword(password, hash)) || !user) return undefined;
      right.set(name, digest);
      return user;
    },
    has: (name) => users.has(name),
  };
}
