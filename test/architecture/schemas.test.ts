import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourcesIn } from './imports.ts';

const SOURCES = [...sourcesIn('services/api/src'), ...sourcesIn('packages/client/src')];

/** Where a pattern stands, such as `services/api/src/app.ts: as never`. */
const placesOf = (pattern: RegExp): string[] =>
  SOURCES.flatMap(({ path, text }) => (text.match(pattern) ?? []).map((found) => `${path}: ${found}`));

/** Members whose names are not known before the answer: ids, years, labels of a rule, inputs of a step, kinds of bodies. */
const OPEN = ['labels', 'sections', 'values', 'inputs', 'before', 'after'];

describe('schemas of the API', () => {
  it.each([/looseObject\(/g, /as z\.infer/g, /as never\b/g])(
    'are closed, and what is sent is checked by its type: %s',
    (pattern) => expect(placesOf(pattern)).toEqual([]),
  );

  it('make a client without index signatures but where names are not known', () => {
    const lines = readFileSync(join(root, 'packages/client/src/openapi.ts'), 'utf8').split('\n');
    const open = lines.flatMap((line, at) => {
      if (!line.includes('[key: string]')) return [];
      // Columns of a wide table, beside those that it always has: one for each subject that is asked for.
      if (lines[at - 1]?.trim() === '} & {') return [];
      return [/^\s*"?([\w-]+)"?\??:/.exec(lines[at - 1] ?? '')?.[1] ?? `line ${at + 1}`];
    });
    expect([...new Set(open)].filter((member) => !OPEN.includes(member))).toEqual([]);
  });
});
