import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedBroker } from '@lanbi/broker-embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { userCommand } from '../src/users/command.ts';

function fileOfUsers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-user-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'users');
}

describe('npm run user', () => {
  it('gives, changes and takes away a password; the file holds none, and the broker takes it', async () => {
    const file = fileOfUsers();
    const run = (args: string[], password?: string) => userCommand({ file, args, password });
    expect(await run(['BD01'], 'hidden\n')).toBe('BD01 has the password given\n');
    const made = /BD02 has the password (\S{24})/.exec(await run(['BD02', '--reader']))?.[1] ?? '';
    await run(['BD01'], 'other\n');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^BD02:scrypt\$\S+:reader\nBD01:scrypt\$\S+\n$/);
    expect(text).not.toMatch(/hidden|other/);
    expect(made.length).toBe(24);
    expect(text).not.toContain(made);
    expect(statSync(file).mode & 0o077).toBe(0);
    const broker = createEmbeddedBroker({ port: 0, isTelemetry: () => true, usersFile: file });
    await broker.open();
    await broker.close();
    await run(['BD01', '--remove']);
    expect(readFileSync(file, 'utf8')).toMatch(/^BD02:\S+\n$/);
  });

  it('says how it is used, and which variable it needs', async () => {
    const file = fileOfUsers();
    await expect(userCommand({ file, args: [], password: undefined })).rejects.toThrow(/usage/);
    await expect(userCommand({ file, args: ['a:b'], password: undefined })).rejects.toThrow(/usage/);
    await expect(userCommand({ file: undefined, args: ['A'], password: 'x' })).rejects.toThrow(
      /LANBI_MQTT_USERS/,
    );
  });
});
