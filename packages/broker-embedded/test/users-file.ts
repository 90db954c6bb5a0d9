import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IClientOptions } from 'mqtt';
import { onTestFinished } from 'vitest';
import { hashPassword } from '../src/index.ts';

/** A line of the users file; the password is `secret of {name}`. */
export const lineOf = async (name: string, role = ''): Promise<string> =>
  `${name}:${await hashPassword(`secret of ${name}`)}${role}`;

/** A users file that goes with the test. */
export async function usersFile(content: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-users-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'users');
  await writeFile(file, content.join('\n'), { mode: 0o600 });
  return file;
}

/** The name and password of a user. */
export const as = (username: string, more: IClientOptions = {}): IClientOptions => ({
  username,
  password: `secret of ${username}`,
  ...more,
});
