import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

export interface PressureSettings {
  /** Mean delay of the event loop, in ms, beyond which requests are turned away. */
  readonly delayMs?: number;
  /** Bytes of heap beyond which they are; no bound by default. */
  readonly heapBytes?: number;
  /** How often these are looked at, in ms; by default every `delayMs`. */
  readonly sampleMs?: number;
}

/**
 * Readings and evaluation share the loop, and one long round of theirs is no reason to refuse. Beyond a few seconds,
 * waiting requests only make it longer.
 */
const DELAY_MS = 5_000;

/** Turns requests away while the process can't keep up. Probes and metrics are answered: who watches must see why. */
export async function usePressure(
  app: FastifyInstance,
  { delayMs, heapBytes, sampleMs }: PressureSettings,
): Promise<void> {
  const bound = delayMs ?? DELAY_MS;
  await app.register(underPressure, {
    maxEventLoopDelay: bound,
    ...(heapBytes !== undefined && { maxHeapUsedBytes: heapBytes }),
    // A sample in which the loop did not come round once counts as endless: it must not be shorter than the bound.
    sampleInterval: sampleMs ?? bound,
    pressureHandler: async ({ routeOptions }, _reply, type) => {
      if (routeOptions.config?.scope === 'open' || routeOptions.url === '/metrics') return;
      throw new Problem('unavailable', `more is asked than can be answered in time (${type})`);
    },
  });
}
