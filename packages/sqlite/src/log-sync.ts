import { closeSync, fdatasync, openSync } from 'node:fs';

/** The part of `node:fs` that is used, so that a test can let a disk fail. */
export interface SyncFile {
  fdatasync(fd: number, done: (error: Error | null) => void): void;
}

/**
 * Brings the write-ahead log of a database onto the disk, in the thread pool. Calls that come while a sync runs share the
 * next one. After a failure every later call fails: the kernel may have dropped what it could not write, and a second sync
 * would not report it.
 */
export class LogSync {
  readonly #path: string;
  readonly #files: SyncFile;
  #fd: number | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #failure: unknown;

  constructor(path: string, files: SyncFile = { fdatasync }) {
    this.#path = path;
    this.#files = files;
  }

  /** Why nothing may be written any more; undefined while no sync has failed. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Resolves when all that was written before the call is on the disk. */
  synced(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#running) return this.#begin();
    const begin = () => this.#begin();
    this.#next = this.#running.then(begin, begin);
    return this.#next;
  }

  /** Closes the file when no sync runs any more. SQLite holds no lock on it that this would release. */
  async close(): Promise<void> {
    while (this.#running) await (this.#next ?? this.#running).catch(() => undefined);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    this.#running = this.#sync().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #sync(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#fd ??= openSync(this.#path, 'r+');
    const fd = this.#fd;
    try {
      await new Promise<void>((resolve, reject) =>
        this.#files.fdatasync(fd, (error) => (error ? reject(error) : resolve())),
      );
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }
}
