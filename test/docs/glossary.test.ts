import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

const rows = readFileSync(`${root}docs/glossary.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!term|---)/.test(line))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

describe('the glossary', () => {
  it('gives each term once, with its Chinese, its meaning and the file that defines it', () => {
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => row.length !== 4 || row.some((cell) => cell === ''))).toEqual([]);
    expect(rows.filter(([, chinese = '']) => !/\p{Script=Han}|^CWQI/u.test(chinese))).toEqual([]);
    const terms = rows.map(([term]) => term);
    expect(new Set(terms).size).toBe(terms.length);
  });

  it('names files that are there', () => {
    const files = rows.map(([, , , where = '']) => where.replaceAll('`', ''));
    expect(files.filter((file) => !existsSync(root + file))).toEqual([]);
  });
});
