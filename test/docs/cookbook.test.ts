import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeBaoding, madeBaoding } from '../support/made-baoding.ts';
import { madeHour } from '../support/made-baoding-air.ts';
import { contradictions, type Recipe, recipesOf, tableOf } from './support/recipes.ts';

/** The questions of the made city; those of published readings stand behind. */
const [ofMadeCity = ''] = readFileSync(new URL('../../docs/cookbook.md', import.meta.url), 'utf8').split(
  '\n# Thirty-six',
);
const recipes = recipesOf(ofMadeCity);
let made: MadeBaoding;

beforeAll(async () => {
  made = await madeBaoding({}, undefined, (registry) => [madeHour(registry)]);
}, 240_000);
afterAll(() => made?.close());

const BOM = '\uFEFF';
const linesOf = (text: string): string[] => text.replace(BOM, '').trim().split('\n');

/** What of an excerpt is not in the answer, by the format of the excerpt. */
const COMPARE: Readonly<Record<string, (shown: string, body: string) => unknown[]>> = {
  json: (shown, body) => contradictions(JSON.parse(shown), JSON.parse(body)),
  ndjson: (shown, body) =>
    contradictions(
      linesOf(shown).map((line) => JSON.parse(line)),
      linesOf(body).map((line) => JSON.parse(line)),
    ),
  csv: (shown, body) => [
    ...(body.startsWith(BOM) ? [] : ['no byte order mark']),
    ...contradictions(tableOf(shown), tableOf(body.replace(BOM, ''))),
  ],
  html: (shown, body) => linesOf(shown).filter((line) => !body.includes(line)),
};

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  html: 'text/html',
};

describe('the cookbook', () => {
  it('has at least ten questions, each answered otherwise', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(10);
    expect(new Set(recipes.map(({ call }) => call.url)).size).toBe(recipes.length);
  });

  it.each(recipes)('$question', async ({ call, format, shown }: Recipe) => {
    const response = await made.api.inject({ ...call, headers: { ...call.headers } });
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      200,
      expect.stringContaining(TYPES[format] ?? 'a format that is compared'),
    ]);
    expect(COMPARE[format]?.(shown, response.body)).toEqual([]);
  });

  it('would notice a figure that differs', () => {
    expect(contradictions({ a: [{ b: 1 }] }, { a: [{ b: 0 }, { b: 2 }] })).toHaveLength(1);
    expect(contradictions({ a: [{ b: 2 }] }, { a: [{ b: 0 }, { b: 2 }] })).toEqual([]);
    expect(contradictions({ a: 1 }, { b: 1 })).toEqual(['answer.a is not there']);
    expect(contradictions(tableOf('b\n2'), tableOf('a,b\n1,3\n'))).toHaveLength(1);
    expect(contradictions(tableOf('b\n3'), tableOf('a,b\n1,3\n'))).toEqual([]);
  });
});
