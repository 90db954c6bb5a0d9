import { describe, expect, it } from 'vitest';
import { bannedIn } from './banned-names.ts';
import { sourcesIn } from './imports.ts';
import { RINGS } from './rings.ts';

/** Generated, or a list of the words themselves. */
const isExempt = (path: string): boolean => path.endsWith('/openapi.ts') || path.includes('/banned-names');

const folders = [
  ...RINGS.flat().flatMap(({ folder }) => [`${folder}/src`, `${folder}/test`]),
  ...['services/dashboard/page', 'services/dashboard/build', 'test'],
];

describe('words with a private meaning', () => {
  it('are in no file', () => {
    const files = folders.flatMap((folder) => sourcesIn(folder)).filter(({ path }) => !isExempt(path));
    expect(files.length).toBeGreaterThan(1_000);
    const wrong = files.flatMap((file) => bannedIn(file).map((word) => `${file.path}: ${word}`));
    expect(wrong).toEqual([]);
  });

  it('would be found in names, comments and sentences, in any case of letters, and not in single words and plain English', () => {
    const text = `
      /** Tells who was told. Goes on, and \`books\` stays. */
      const messageBooks = goBack(GIVE_WAY, 'patience and a tally');
      class Teller { #slidBody = 1; /* a door */ }`;
    expect(bannedIn({ path: 'x.ts', text })).toEqual(
      [
        'books',
        'door',
        'give way',
        'go back',
        'patience',
        'slid body',
        'tally',
        'teller',
        'tells',
        'told',
      ].sort(),
    );
    const plain =
      '// The loop goes on.\nconst store = "told"; const sql = "SELECT tense FROM x"; await page.goBack();';
    expect(bannedIn({ path: 'x.ts', text: plain })).toEqual([]);
  });
});
