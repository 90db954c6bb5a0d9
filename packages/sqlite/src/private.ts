import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reading and writing for the owner alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** Bits of the group and of others. */
const OTHERS = 0o077;

/** Makes the folder of a file where there is none, for the owner alone. A folder that is there stays as it is. */
export function makeFolderOf(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE });
}

/**
 * Takes the rights of group and others from a file. Nothing happens where there is none, or where it belongs to another
 * user, who decides about it.
 */
export function makePrivate(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || (found.mode & OTHERS) === 0) return;
  try {
    chmodSync(path, FILE_MODE);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code !== 'EPERM' && code !== 'EROFS') throw error;
  }
}
