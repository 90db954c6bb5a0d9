export { AdaptiveBatchSize, type BatchBounds } from './adaptive-batch-size.ts';
export { Backoff } from './backoff.ts';
export { FairScheduler, type FairSchedulerOptions } from './fair-scheduler.ts';
export { KeyedQueue, type Slot } from './keyed-queue.ts';
export { Listeners } from './listeners.ts';
export type { Log } from './log.ts';
export { allItems, pagesOf } from './pages.ts';
export { TokenBucket } from './token-bucket.ts';
export { createYield, type Yield, type YieldOptions } from './yield.ts';
