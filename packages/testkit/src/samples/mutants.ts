import type { Random } from '../random.ts';
import { framed, type Seed } from './messages.ts';

/** What breaks decoders: ends of ranges, other alphabets, halves of tokens. */
const POISON: readonly [string, ...string[]] = [
  '1e999',
  '-0',
  'NaN',
  '9007199254740993',
  '\u0000',
  '\ud800',
  '\u202e',
  '"',
  '\\u',
  '{"a":',
  ']',
  '['.repeat(5_000),
  ',,,',
  '&&',
  'CP=&&',
  'DataTime=',
  '##0000',
  '99999999999999',
  '-99',
  '2026-02-30T25:61:00+99:99',
  '1970-01-01T00:00:00Z',
  '__proto__',
  'ug/m3',
];

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const at = (bytes: Uint8Array, random: Random): number => random.between(0, bytes.length);

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  /** One bit. */
  (bytes, random) => {
    const copy = bytes.slice();
    const place = random.between(0, Math.max(0, copy.length - 1));
    copy[place] = (copy[place] ?? 0) ^ (1 << random.between(0, 7));
    return copy;
  },
  /** Cut off. */
  (bytes, random) => bytes.slice(0, at(bytes, random)),
  /** Something taken out. */
  (bytes, random) => {
    const from = at(bytes, random);
    return joined(bytes.slice(0, from), bytes.slice(from + random.between(1, 20)));
  },
  /** A piece said twice. */
  (bytes, random) => {
    const from = at(bytes, random);
    const end = from + random.between(1, 200);
    return joined(bytes.slice(0, end), bytes.slice(from));
  },
  /** Any bytes put in. */
  (bytes, random) => {
    const from = at(bytes, random);
    const some = Uint8Array.from({ length: random.between(1, 16) }, () => random.between(0, 255));
    return joined(bytes.slice(0, from), some, bytes.slice(from));
  },
  /** A known troublemaker put in, or in place of something. */
  (bytes, random) => {
    const from = at(bytes, random);
    const put = new Uint8Array(Buffer.from(random.pick(POISON)));
    return joined(bytes.slice(0, from), put, bytes.slice(from + random.between(0, 8)));
  },
  /** The beginning of this and the end of another. */
  (bytes, random, other) => joined(bytes.slice(0, at(bytes, random)), other.slice(at(other, random))),
];

/** Makes the length and CRC of a frame right again, so that the mutant comes further in. */
function repaired(frame: Uint8Array): Uint8Array {
  const text = Buffer.from(frame).toString('latin1').trimEnd();
  return framed(new Uint8Array(Buffer.from(text.slice(6, -4), 'latin1')));
}

/** A message of the corpus with one to three faults. */
export function mutant(seeds: readonly [Seed, ...Seed[]], random: Random): Seed {
  const { kind, payload } = random.pick(seeds);
  let bytes = payload;
  for (let faults = random.between(1, 3); faults > 0; faults--)
    bytes = random.pick(MUTATIONS)(bytes, random, random.pick(seeds).payload);
  const mended = kind === 'hj212' && random.next() < 0.7;
  return { kind, payload: mended ? repaired(bytes) : bytes };
}

const TOPICS: readonly [string, ...string[]] = ['observations', 'hj212', 'status', 'errors', 'results', ''];
const LEVELS: readonly [string, ...string[]] = [
  'env',
  'v1',
  'v2',
  'air',
  'water',
  'A',
  '',
  ' ',
  '$SYS',
  '蓝碧',
  '..',
  '__proto__',
  'x'.repeat(300),
];

/** A topic of ours with some levels changed, doubled or left out. */
export function mutantTopic(kind: string, random: Random): string {
  const levels = ['env', 'v1', random.pick(['air', 'water']), 'A', kind].flatMap((level) => {
    const chance = random.next();
    if (chance < 0.04) return [];
    if (chance < 0.08) return [level, level];
    return chance < 0.16 ? [random.pick(LEVELS)] : [level];
  });
  if (random.next() < 0.1) levels[levels.length - 1] = random.pick(TOPICS);
  return levels.join('/');
}
