/** Threads of the pool in which files are synced, answers compressed and passwords hashed. */
const THREADS = '16';

/**
 * Makes the thread pool wide enough that the sync of a commit does not wait behind answers that are compressed; libuv has
 * four threads by default. To be called before anything uses the pool. A size that the environment gives stays.
 */
export function widenThreadPool(env: NodeJS.ProcessEnv = process.env): void {
  env['UV_THREADPOOL_SIZE'] ??= THREADS;
}
