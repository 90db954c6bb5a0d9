import { performance } from 'node:perf_hooks';
import { createYield, type Yield } from '@lanbi/flow';

/** Milliseconds for which a computation may keep the process busy: packets and requests wait meanwhile. */
export const BUDGET_MS = 10;

/**
 * Yields to packets and requests when the process has been busy for 10 ms since it last yielded. Computations that share
 * one continue one in each tick of the event loop: eight tables at once keep a packet waiting no longer than one.
 */
export const createEventLoopYield = (): Yield =>
  createYield({
    busy: () => performance.eventLoopUtilization().active,
    nextTick: () => new Promise(setImmediate),
    budget: BUDGET_MS,
  });
