import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyCommand } from '../src/keys/command.ts';

function keyFile() {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'keys');
  const run = (...args: string[]) => keyCommand({ file, args, today: '2026-11-24' });
  return { file, run };
}

describe('npm run key', () => {
  it('makes a key that is shown once and kept as a digest, lists it, and revokes it', () => {
    const { file, run } = keyFile();
    const made = run('create', 'portal', '--scope', 'write', '--rate', '600');
    const [, key = ''] = /shown this once: (lanbi_\S{43})\n$/.exec(made) ?? [];
    expect(key).not.toBe('');
    run('create', 'analyst');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(
      /^portal:write:[0-9a-f]{64}:2026-11-24:600\nanalyst:read:[0-9a-f]{64}:2026-11-24\n$/,
    );
    expect(text).not.toContain(key.slice(6));
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(run('list')).toBe(
      'portal  write  since 2026-11-24  600 requests a minute\nanalyst  read  since 2026-11-24\n',
    );
    expect(run('revoke', 'portal')).toContain('portal is revoked');
    expect(run('list')).toBe('analyst  read  since 2026-11-24\n');
    expect(run('revoke', 'analyst')).toContain('revoked');
    expect(run('list')).toBe('no keys\n');
  });

  it('says how it is used, which variable it needs, and what it does not do', () => {
    const { file, run } = keyFile();
    for (const wrong of [[], ['create'], ['create', 'a:b'], ['make', 'a'], ['create', 'a', '--scope', 'all']])
      expect(() => run(...wrong)).toThrow(/usage/);
    expect(() => run('create', 'a', '--rate', '-1')).toThrow(/usage/);
    expect(() => run('revoke', 'nobody')).toThrow(/no key nobody/);
    run('create', 'a');
    expect(() => run('create', 'a')).toThrow(/revoke it first/);
    expect(() => keyCommand({ file: undefined, args: ['list'], today: '' })).toThrow(/LANBI_API_KEY_HASHES/);
    writeFileSync(file, 'a line that is no key\n');
    expect(() => run('create', 'b')).toThrow(/no key in line 1/);
    expect(readFileSync(file, 'utf8')).toBe('a line that is no key\n');
  });
});
