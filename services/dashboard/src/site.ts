import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@lanbi/runtime';
import { readSite, type Site } from './files.ts';
import { DIST, sourcesHash } from './sources.ts';

const BUILD = fileURLToPath(new URL('../build/main.ts', import.meta.url));

/** The page as it was built. */
export interface Built {
  /** @throws where it could not be built or read */
  ready(): Promise<Site>;
}

/** Runs the build in a process of its own, since it takes a second of processor time; resolves with the folder. */
function runBuild(): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', BUILD], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-8_000);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(stdout.trim());
      else reject(new Error(`the page was not built (exit ${code}): ${stderr.trim()}`));
    });
  });
}

/** The folder of the page of these sources; it is built where it is not there. */
async function currentFolder(): Promise<string> {
  const folder = join(DIST, sourcesHash());
  return existsSync(folder) ? folder : runBuild();
}

/** Builds the page in the background where its sources changed. A failure is logged, and answered by `ready`. */
export function createSite(log: Logger, folder: () => Promise<string> = currentFolder): Built {
  const built = folder();
  built.catch((error: unknown) =>
    log.error({ err: error }, 'the page cannot be served; the API is not affected'),
  );
  let site: Promise<Site> | undefined;
  return {
    ready() {
      site ??= built.then(readSite);
      return site;
    },
  };
}
