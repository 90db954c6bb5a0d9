import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(join(root, 'packages/standards/README.md'), 'utf8');

interface Example {
  readonly title: string;
  readonly code: string;
  /** What its comments say that it prints. */
  readonly printed: readonly string[];
}

const examples: readonly Example[] = [...readme.matchAll(/^## (.+)\n[^#]*?```js\n([\s\S]*?)```/gm)].map(
  ([, title = '', code = '']) => ({
    title,
    code,
    printed: [...code.matchAll(/^console\.log\(.*\); \/\/ (.+)$/gm)].map(([, text = '']) => text),
  }),
);

/** A folder outside the workspace in which the packed package is installed, without a registry. */
let folder: string;

const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanbi-standards-alone-'));
  const file = run(process.execPath, [join(root, 'infra/dev/pack-standards.mjs'), folder]).trim();
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', file]);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('packages/standards outside the workspace', () => {
  it('has at least five examples, each of which prints something', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
    expect(examples.filter(({ printed }) => printed.length === 0)).toEqual([]);
  });

  it.each(examples)('plain Node runs: $title', ({ code, printed }) => {
    writeFileSync(join(folder, 'example.mjs'), code);
    expect(run(process.execPath, ['example.mjs']).trim().split('\n')).toEqual(printed);
  });

  it('brings declarations and no dependency', () => {
    const inside = join(folder, 'node_modules/@lanbi/standards');
    const { dependencies, exports } = JSON.parse(readFileSync(join(inside, 'package.json'), 'utf8'));
    expect(dependencies).toBeUndefined();
    expect(readFileSync(join(inside, exports['.'].types), 'utf8')).toContain("from './air/index.ts'");
    writeFileSync(
      join(folder, 'typed.mts'),
      "import { civilDate, type CivilDate } from '@lanbi/standards';\nexport const date: CivilDate = civilDate('2024-02-29');\n" +
        "// @ts-expect-error a date of the wrong type\nexport const wrong: number = civilDate('2024-02-29');\n",
    );
    const tsc = join(root, 'node_modules/.bin/tsc');
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', ''];
    expect(run(tsc, [...flags, 'typed.mts'])).toBe('');
  });
});
