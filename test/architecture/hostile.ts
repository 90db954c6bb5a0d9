import type { Pattern } from './patterns.ts';

/** Characters of the longest hostile text. */
export const HOSTILE = 64 * 1024;
/** Lengths in the order of the tries: an exponential pattern shows at the first, where it still ends. */
export const LENGTHS = [24, 256, 2048, 16_384, HOSTILE] as const;

/** Bytes that clients like to send, beside those that a pattern itself names. */
const ALPHABET = [
  ...'09 aAzZ_-.+,;:/\\|=&#%"\'[]{}()<>@!?*^$~`',
  '\t',
  '\r',
  '\n',
  '\0',
  '中',
  '\u{1f600}',
  '\ufeff',
];

/** What follows a pump and lets the match fail late. */
const TAILS = ['', '!', 'x', '\n', '\0'];

/** One piece of a pattern that takes a character: a literal, an escape or a class, and how often at the least. */
interface Atom {
  readonly text: string;
  readonly least: number;
}

const ATOM = /\\[pP]\{[^}]*\}|\\u\{?[0-9a-fA-F]+\}?|\\.|\[(?:\\.|[^\]\\])*\]|\.|[^\\[\](){}|^$*+?.]/gsu;
const GROUP_HEAD = /\(\?(?:<[^>]*>|[:=!]|<[=!])/g;

const leastOf = (rest: string): number => {
  const [, least] = /^\{(\d+)/.exec(rest) ?? [];
  return least === undefined ? 1 : Math.min(Number(least), 100);
};

function atomsOf(source: string): Atom[] {
  const plain = source.replaceAll(GROUP_HEAD, '(');
  return [...plain.matchAll(ATOM)].map((found) => ({
    text: found[0],
    least: leastOf(plain.slice(found.index + found[0].length)),
  }));
}

/** Characters that an atom takes, at most three of different kinds; none for an assertion such as `\b`. */
function charactersOf({ text }: Atom, flags: string): string[] {
  try {
    const one = new RegExp(`^(?:${text})$`, flags.replaceAll(/[gy]/g, ''));
    const own = [...text.replaceAll('\\', '')];
    const taken = [...new Set([...own, ...ALPHABET])].filter((character) => one.test(character));
    return [taken[0], taken[Math.floor(taken.length / 2)], taken.at(-1)].filter((c) => c !== undefined);
  } catch {
    return [];
  }
}

/** A kind of hostile text, which can be made in any length. */
export interface Hostile {
  readonly prefix: string;
  readonly pump: string;
  readonly tail: string;
}

/** Texts of one character, which every pattern is tried with: to make them takes longer than most tries. */
const plainTexts = new Map<string, string>();

const madeText = ({ prefix, pump, tail }: Hostile, length: number): string =>
  prefix + pump.repeat(Math.ceil(length / pump.length)).slice(0, length) + tail;

export function textOf(kind: Hostile, length: number): string {
  if (kind.prefix !== '' || !ALPHABET.includes(kind.pump)) return madeText(kind, length);
  const key = `${kind.pump} ${length} ${kind.tail}`;
  const text = plainTexts.get(key) ?? madeText(kind, length);
  plainTexts.set(key, text);
  return text;
}

/** Texts that repeat one atom behind a prefix of what stands before it in the pattern, and pairs of atoms. */
function* pumps(pattern: Pattern): Generator<readonly [prefix: string, pump: string]> {
  const samples = atomsOf(pattern.source)
    .map((atom) => ({ least: atom.least, characters: charactersOf(atom, pattern.flags) }))
    .filter(({ characters }) => characters.length > 0);
  const whole = samples.map(({ characters, least }) => (characters[0] ?? '').repeat(least)).join('');
  if (whole !== '') yield ['', whole];
  let prefix = '';
  for (const [at, { characters, least }] of samples.entries()) {
    for (const character of characters) yield [prefix, character];
    const next = samples[at + 1]?.characters[0];
    if (next !== undefined) yield [prefix, `${characters[0]}${next}`];
    prefix += (characters[0] ?? '').repeat(least);
    yield ['', prefix];
  }
}

/** Kinds of hostile text for a pattern; the same again for the same pattern. */
export function* hostileTexts(pattern: Pattern): Generator<Hostile> {
  const seen = new Set<string>();
  const alphabet = ALPHABET.map((character) => ['', character] as const);
  for (const [prefix, pump] of [...alphabet, ...pumps(pattern)]) {
    const key = JSON.stringify([prefix, pump]);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const tail of TAILS) yield { prefix, pump, tail };
  }
}
