import { basename } from 'node:path';
import { LanbiError } from '@lanbi/model';
import { type DatabaseOptions, NAMES } from './options.ts';

/** What a person does about a file that is not taken. */
function remedyOf({ path, remedy }: DatabaseOptions): string {
  const name = basename(path);
  return (
    `Nothing was started. Restore ${name} (and ${name}-wal, if the backup has it) from a backup` +
    (remedy ? `, or ${remedy}` : '')
  );
}

/** A file that cannot be taken as it is. */
export const refused = (options: DatabaseOptions, fault: string, cause?: unknown): LanbiError =>
  new LanbiError(
    `${options.kind}-corrupt`,
    `the ${NAMES[options.kind]} ${options.path} ${fault}. ${remedyOf(options)}`,
    cause === undefined ? undefined : { cause },
  );
