import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A small disk of its own that can be full. */
export interface Disk {
  readonly folder: string;
  /** Takes up all that is free. */
  fill(): Promise<void>;
  /** Gives it back. */
  free(): Promise<void>;
}

const run = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function mounted(mebibytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-disk-'));
  if (run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder)) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

function unmounted(folder: string): void {
  run('umount', folder);
  rmSync(folder, { recursive: true });
}

/** Whether this machine lets us have small disks: root only. */
export const hasDisks: boolean = (() => {
  const folder = mounted(1);
  if (folder) unmounted(folder);
  return folder !== undefined;
})();

const PAGE = Buffer.alloc(4096, 1);

export function createDisk(mebibytes: number): Disk {
  const folder = mounted(mebibytes);
  if (!folder) throw new Error('no small disk can be mounted here');
  onTestFinished(() => unmounted(folder));
  const filler = join(folder, 'filler');
  return {
    folder,
    async fill() {
      const file = await open(filler, 'a');
      try {
        for (;;) await file.write(PAGE);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
  };
}

/** Whether a limit can be put on a process that runs (util-linux; no root needed). */
export const hasLimits: boolean = run('prlimit', '--version');

/** From now on every write of a process to a file fails (EFBIG), or is allowed again. */
export function allowWrites(pid: number, allowed: boolean): void {
  const soft = allowed ? 'unlimited' : '0';
  if (!run('prlimit', '--pid', String(pid), `--fsize=${soft}:unlimited`)) throw new Error('no limit was set');
}
