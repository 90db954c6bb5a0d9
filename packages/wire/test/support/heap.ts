import { collectGarbage } from '@lanbi/testkit/heap';

/** Bytes of the heap that something still holds. */
export function heapAfterCollection(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
