import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('../', import.meta.url));
/** One folder a state of the sources; git ignores it. */
export const DIST: string = join(ROOT, 'dist');

/** What a built page depends on. The types of the client are erased and do not count. */
const FOLDERS = ['page', 'build', '../../packages/client/src'];
const FILES = ['package.json', '../../pnpm-workspace.yaml'];
const ERASED = /\/openapi\.ts$/;

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !ERASED.test(path))
    .sort();

/** A hash of all sources, which names the folder of the built page. */
export function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const path of [...FOLDERS.flatMap(filesIn), ...FILES.map((name) => join(ROOT, name))])
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** The folders of built pages that are here. */
export const builtFolders = (): string[] =>
  existsSync(DIST) ? readdirSync(DIST).filter((name) => /^[0-9a-f]{16}$/.test(name)) : [];
