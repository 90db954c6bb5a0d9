import { describe, expect, it } from 'vitest';
import { HOSTILE, type Hostile, hostileTexts, LENGTHS, textOf } from './hostile.ts';
import { allPatterns, type Pattern, patternsOf, sourceFiles } from './patterns.ts';

/** A quadratic pattern takes seconds for 64 KiB, a linear one far less than a millisecond. */
const BOUND_MS = 10;
/** Other processes take their share of the machine: the shortest of so many tries counts. */
const TRIES = 5;

/** What the source does with a pattern: looks for it, and, where all matches are asked for, replaces each. */
function run({ source, flags }: Pattern): (text: string) => void {
  const one = new RegExp(source, flags.replaceAll(/[gy]/g, ''));
  const each = flags.includes('g') ? new RegExp(source, flags) : undefined;
  return (text) => {
    one.test(text);
    if (each) text.replaceAll(each, '');
  };
}

/** The shortest time of a few tries, in ms; one try where the first is within the bound. */
function shortest(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && least > BOUND_MS; tries++) {
    const begun = performance.now();
    work();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

/** The first hostile text that takes longer than the bound. The short ones before the long one warm the pattern up. */
function tooSlow(pattern: Pattern): (Hostile & { readonly length: number; readonly ms: number }) | undefined {
  const match = run(pattern);
  for (const kind of hostileTexts(pattern))
    for (const length of LENGTHS) {
      const text = textOf(kind, length);
      const ms = shortest(() => match(text));
      if (ms > BOUND_MS) return { ...kind, length, ms };
    }
  return undefined;
}

const one = (source: string, flags = ''): Pattern => ({ at: 'here', source, flags });

describe('the list of regular expressions', () => {
  it('finds literals, constructed ones and those of string methods, and nothing in comments and texts', () => {
    // `$` stands for a template's placeholder.
    const text = [
      'const a = /x+/gi; // not /this/',
      "const b = new RegExp('y*', 'u'), c = RegExp(`z`);",
      "const d = '/no/'; const e = 8 / 2 / 1;",
      "text.match('m.n');",
      'const f = new RegExp(`^$`);',
      "const g = `$text.replace(/[/]\\//, '')}`;",
    ].join('\n');
    const { found, computed } = patternsOf(
      'a.ts',
      text.replace('`^$`', `\`^\${a}\``).replace('$text', `\${text`),
    );
    expect(found).toEqual([
      { at: 'a.ts:1', source: 'x+', flags: 'gi' },
      { at: 'a.ts:2', source: 'y*', flags: 'u' },
      { at: 'a.ts:2', source: 'z', flags: '' },
      { at: 'a.ts:4', source: 'm.n', flags: '' },
      { at: 'a.ts:6', source: '[/]\\/', flags: '' },
    ]);
    expect(computed.map(({ at }) => at)).toEqual(['a.ts:5']);
  });

  it('covers packages, services, tools and the helpers of tests', () => {
    const files = sourceFiles();
    for (const path of [
      'packages/wire/src/hj212.ts',
      'services/api/src/app.ts',
      'infra/dev/run.mjs',
      'test/support/app.ts',
    ])
      expect(files).toContain(path);
    expect(files.some((path) => path.includes('node_modules'))).toBe(false);
  });
});

describe('hostile texts', () => {
  it.each([
    ['the number of HJ 212 as it was', one('^[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?$', 'i')],
    ['a nested repeat', one('^(a+)+$')],
    ['a trailing blank', one('\\s+$')],
    ['two repeats of one class behind a prefix', one('^key: *[a-z0-9]*[0-9]*;$')],
    ['a start that recurs', one('begin[\\s\\S]*end')],
  ])('find %s', (_name, pattern) => {
    expect(tooSlow(pattern)).toBeDefined();
  });

  it('are 64 KiB and more', () => {
    for (const kind of hostileTexts(one('[a-z]+')))
      expect(textOf(kind, HOSTILE).length).toBeGreaterThanOrEqual(HOSTILE);
  });
});

describe('every regular expression of the source', () => {
  const { found, computed } = allPatterns();

  it('stands in the source as it is: none is made of parts that no test sees', () => {
    expect(computed).toEqual([]);
  });

  it(`takes at most ${BOUND_MS} ms for any hostile text of 64 KiB`, () => {
    expect(found.length).toBeGreaterThan(50);
    const slow = found.flatMap((pattern) => {
      const fault = tooSlow(pattern);
      return fault ? [{ ...pattern, ...fault }] : [];
    });
    expect(slow).toEqual([]);
  });
});
