import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolders, DIST, ROOT, sourcesHash } from '../src/sources.ts';

/** Where a browser finds the files of the page. */
export const BASE = '/page/';

async function bundle(outDir: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    root: join(ROOT, 'page'),
    base: BASE,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  });
}

/** Moves a whole folder to its name; a build at the same time may have been first, with the same content. */
function publish(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    rmSync(from, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/** Whether the packages that bundle the page are installed; an image has the built page and not these. */
async function hasBundler(): Promise<boolean> {
  try {
    await import('vite');
    return true;
  } catch {
    return false;
  }
}

/** The folder of the page of these sources. Builds it where it is not there; older ones go. */
export async function ensureBuilt(): Promise<string> {
  const wanted = join(DIST, sourcesHash());
  if (existsSync(wanted)) return wanted;
  if (!(await hasBundler()))
    throw new Error('no page was built here, and the packages for a build are not installed');
  const { packFolder } = await import('./pack.ts');
  const making = join(DIST, `making-${process.pid}`);
  mkdirSync(making, { recursive: true });
  await bundle(making);
  packFolder(making);
  publish(making, wanted);
  for (const name of builtFolders())
    if (join(DIST, name) !== wanted) rmSync(join(DIST, name), { recursive: true, force: true });
  return wanted;
}
