import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/standards.md'), 'utf8');

interface Row {
  readonly clause: string;
  readonly status: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const namesIn = (cell: string): string[] => cell.match(/[\w./-]+\.ts/g) ?? [];

/** The rows of one chapter whose table is headed clause, status, file, test; paths from the root. */
function rowsOf(chapter: string): Row[] {
  const [, source = '', test = ''] = /Files under `([^`]+)`, tests under `([^`]+)`/.exec(chapter) ?? [];
  const [, table = ''] = chapter.split('| clause | status | file | test |\n|---|---|---|---|\n');
  const lines = table.split('\n\n')[0]?.split('\n') ?? [];
  return lines.filter(Boolean).map((line) => {
    const [, clause = '', status = '', file = '', tests = ''] = line.split('|').map((cell) => cell.trim());
    return {
      clause,
      status,
      files: namesIn(file).map((name) => join(source, name)),
      tests: namesIn(tests).map((name) => nearest(test, name)),
    };
  });
}

/** A test stands in the folder of its chapter, or beside the tests of all chapters. */
const nearest = (folder: string, name: string): string =>
  existsSync(join(root, folder, name)) ? join(folder, name) : join('packages/standards/test', name);

const rows = page.split(/^## /m).flatMap(rowsOf);
const listed = new Set(rows.flatMap(({ files, tests }) => [...files, ...tests]));
const here = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).map((path) => path.replaceAll('\\', '/'));

describe('docs/standards.md', () => {
  it('has a chapter each for the air, the water and what they share', () => {
    const chapters = page.split(/^## /m).filter((chapter) => rowsOf(chapter).length > 0);
    expect(chapters.map((chapter) => chapter.split('\n')[0])).toEqual([
      'Air',
      'Water',
      'Shared by air and water',
    ]);
  });

  it.each(rows)('$clause: its files and tests exist', ({ files, tests }) => {
    expect(files).not.toEqual([]);
    expect(tests).not.toEqual([]);
    for (const path of [...files, ...tests]) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('gives every clause a status that the page explains', () => {
    const known = [...page.matchAll(/\*\*(\w+)\*\*/g)].map(([, status]) => status);
    for (const { clause, status } of rows) {
      const parts = status
        .replace(/\(.*\)/, '')
        .split(/[/;]/)
        .map((part) => part.trim());
      if (/^(Derivation|Missing)/.test(clause)) expect(status, clause).toBe('');
      else for (const part of parts) expect(known, `${clause}: ${status}`).toContain(part);
    }
  });

  it('names every source file that cites a clause', () => {
    const citing = here('packages/standards/src/**/*.ts').filter((path) =>
      readFileSync(join(root, path), 'utf8').includes('@source'),
    );
    expect(citing.length).toBeGreaterThan(40);
    expect(citing.filter((path) => !listed.has(path))).toEqual([]);
  });

  it('names every file of an edition', () => {
    const editions = here('packages/standards/src/{air,water}/**/*-[0-9][0-9][0-9][0-9]*.ts');
    expect(editions.length).toBeGreaterThan(5);
    expect(editions.filter((path) => !listed.has(path))).toEqual([]);
  });

  it('names every test of the package', () => {
    const tests = here('packages/standards/test/**/*.test.ts');
    expect(tests.filter((path) => !listed.has(path))).toEqual([]);
  });

  it('links to what exists', () => {
    for (const [, target = ''] of page.matchAll(/\]\(([^)#]+)\)/g)) {
      expect(existsSync(join(root, 'docs', target)), target).toBe(true);
    }
  });
});
