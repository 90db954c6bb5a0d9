import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS, Problem, type ProblemType } from '../src/http/problem.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const source = new URL('../src/', import.meta.url);
const types = Object.keys(PROBLEMS) as ProblemType[];

/** The rows of the catalogue: type, status, title. */
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| ([^|]+) \| [^|]+ \|$/gm)].map(
  ([, type, status, title]) => [type, Number(status), title],
);

describe('the catalogue of errors', () => {
  it('has every type that the code has, with its status and title, and no other', () => {
    expect(rows).toEqual(types.map((type) => [type, PROBLEMS[type].status, PROBLEMS[type].title]));
  });

  it('has no type that nothing answers', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
    const text = files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('problem.ts'))
      .map((file) => readFileSync(new URL(file, source), 'utf8'))
      .join('\n');
    expect(types.filter((type) => !text.includes(`'${type}'`))).toEqual([]);
  });

  it('shows a problem as it is answered', () => {
    const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    expect(new Problem('bad-time', shown.detail).body(shown.instance, shown.requestId)).toEqual(shown);
  });
});
