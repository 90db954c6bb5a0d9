import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Misuse, offsetMisuses } from './offsets.ts';

/** Uses of offsets that are numbers, each named by the comment that ends its line. */
const SAMPLE = 'test/architecture/samples/offset-misuses.ts';

describe('offsets of logs', () => {
  const all: readonly Misuse[] = offsetMisuses();

  it('are compared, joined and written by the functions of the model only, outside of adapters', () => {
    expect(all).toEqual([]);
  });

  it('are found where they are taken for numbers', () => {
    const lines = readFileSync(new URL('samples/offset-misuses.ts', import.meta.url), 'utf8').split('\n');
    const marked = lines.flatMap((line, at) => (line.endsWith('// misuse') ? [`${SAMPLE}:${at + 1}`] : []));
    expect(marked.length).toBeGreaterThan(5);
    expect([...new Set(offsetMisuses([SAMPLE]).map(({ at }) => at))]).toEqual(marked);
  });
});
