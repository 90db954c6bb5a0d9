import { readFileSync } from 'node:fs';

/** A workspace package. */
export interface Package {
  readonly folder: string;
  /** For a reader of the README. */
  readonly what: string;
  /** Computes only: no I/O, no clock, no randomness, no npm package but those of `npm`. */
  readonly pure?: boolean;
  /** Used by tests only. */
  readonly forTests?: boolean;
  /** Npm packages that a pure package may import. */
  readonly npm?: readonly string[];
}

/** Inner to outer. A package imports only packages of inner rings. */
export const RINGS = JSON.parse(
  readFileSync(new URL('rings.json', import.meta.url), 'utf8'),
) as readonly (readonly Package[])[];

const nameOf = ({ folder }: Package): string => folder.slice(folder.indexOf('/') + 1);

/** The rings as `docs/architecture.md` draws them, the innermost first. */
export function drawing(): string {
  const lines = RINGS.map((ring, at) => {
    const names = ring.map((each) => `${nameOf(each)}${each.pure ? '°' : ''}`).join('  ');
    return `${String(at + 1).padStart(2)}  ${names}`;
  });
  return ['```text', ...lines, '```', '', '° pure: no I/O, no clock, no randomness.'].join('\n');
}

/** The rows of the README's table of folders. */
export const table = (): string =>
  RINGS.flat()
    .map(({ folder, what, pure }) => `| \`${folder}\` | ${what}${pure ? '; pure' : ''} |`)
    .join('\n');

/** The pages that hold a part which is made from the rings, between two comments that name it. */
export const MADE = [
  { page: 'docs/architecture.md', mark: 'rings', make: drawing },
  { page: 'README.md', mark: 'folders', make: () => `| folder | what |\n|---|---|\n${table()}` },
] as const;

const partOf = (mark: string): RegExp => new RegExp(`(<!-- ${mark} -->\n)([\\s\\S]*?)(\n<!-- /${mark} -->)`);

/** What stands between the comments; undefined where they are not there. */
export const madePart = (text: string, mark: string): string | undefined => partOf(mark).exec(text)?.[2];

export const withPart = (text: string, mark: string, part: string): string =>
  text.replace(partOf(mark), (_, begin, _old, end) => `${begin}${part}${end}`);
