import { fdatasync } from 'node:fs';
import type { SyncFile } from '@lanbi/sqlite';

/** A disk whose syncs wait while it is held, or fail. */
export interface Disk {
  readonly files: SyncFile;
  /** How many syncs were asked for. */
  syncs(): number;
  hold(): void;
  release(): void;
  /** From now on every sync fails with this; undefined: none. */
  fail(error: Error | undefined): void;
}

/** A disk whose syncs wait until they are let go, or fail. */
export function createDisk(): Disk {
  const waiting: (() => void)[] = [];
  let held = false;
  let failure: Error | undefined;
  let syncs = 0;
  const files: SyncFile = {
    fdatasync(fd, done) {
      syncs += 1;
      const error = failure;
      const sync = () => (error ? done(error) : fdatasync(fd, done));
      if (held) waiting.push(sync);
      else sync();
    },
  };
  return {
    files,
    syncs: () => syncs,
    hold() {
      held = true;
    },
    release() {
      held = false;
      for (const sync of waiting.splice(0)) sync();
    },
    fail(error: Error | undefined) {
      failure = error;
    },
  };
}

/** Whether a promise is settled after the loop has gone round a few times. */
export async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const done = () => {
    settled = true;
  };
  promise.then(done, done);
  for (let ticks = 0; ticks < 20; ticks += 1) await new Promise(setImmediate);
  return settled;
}
