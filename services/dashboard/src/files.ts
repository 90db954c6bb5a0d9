import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of the built page, in every packing that the build made. */
export interface SiteFile {
  readonly type: string;
  readonly etag: string;
  /** Its name holds a hash of its content, so that it never changes. */
  readonly hashed: boolean;
  readonly bodies: Readonly<Partial<Record<Packing, Buffer>>> & { readonly identity: Buffer };
}
export type Packing = 'br' | 'gzip' | 'identity';

/** The built page by path below its folder, such as `assets/main-1a2b3c.js`. */
export type Site = ReadonlyMap<string, SiteFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const ENDINGS = { br: '.br', gzip: '.gz' } as const;

const pathsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));

function readFile(folder: string, path: string, all: ReadonlySet<string>): SiteFile {
  const identity = readFileSync(join(folder, path));
  const packed = (ending: string) =>
    all.has(path + ending) ? readFileSync(join(folder, path + ending)) : undefined;
  const [br, gzip] = [packed(ENDINGS.br), packed(ENDINGS.gzip)];
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    hashed: path.startsWith('assets/'),
    bodies: { identity, ...(br && { br }), ...(gzip && { gzip }) },
  };
}

/** Reads a built page into memory (below 2 MiB). @throws where the folder cannot be read */
export function readSite(folder: string): Site {
  const paths = pathsIn(folder);
  const all = new Set(paths);
  const plain = paths.filter((path) => !/\.(br|gz)$/.test(path));
  return new Map(plain.map((path) => [path, readFile(folder, path, all)]));
}

/** The packing that a client accepts and the file has. */
export function packingFor(file: SiteFile, accepted: string | undefined): Packing {
  const names = new Set((accepted ?? '').split(',').map((each) => each.split(';')[0]?.trim()));
  return (['br', 'gzip'] as const).find((name) => names.has(name) && file.bodies[name]) ?? 'identity';
}
