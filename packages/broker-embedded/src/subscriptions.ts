import type { Client } from 'aedes';

/** Counts the filters that each client is subscribed to. */
export interface Subscriptions {
  /** Adds a filter of a client. False if it would exceed `most`. */
  add(client: Client, filter: string, most: number): boolean;
  remove(client: Client, filters: readonly string[]): void;
  /** Counts a refused filter. True when the client has had so many refused that its connection is to be ended. */
  refused(client: Client): boolean;
  totalRefused(): number;
}

/** Refused filters of one connection. */
const REFUSALS = 1_000;
const FILTER_BYTES = 256;
const FILTER_LEVELS = 16;

/** Whether a filter is no longer than the topics of lanbi. */
export const isShortFilter = (filter: string): boolean =>
  Buffer.byteLength(filter) <= FILTER_BYTES && filter.split('/').length <= FILTER_LEVELS;

export function createSubscriptions(): Subscriptions {
  const taken = new WeakMap<Client, Set<string>>();
  const refusals = new WeakMap<Client, number>();
  let total = 0;
  return {
    add(client, filter, most) {
      const own = taken.get(client) ?? new Set();
      if (!own.has(filter) && own.size >= most) return false;
      taken.set(client, own.add(filter));
      return true;
    },
    remove(client, filters) {
      const own = taken.get(client);
      for (const filter of filters) own?.delete(filter);
    },
    refused(client) {
      total++;
      const count = (refusals.get(client) ?? 0) + 1;
      refusals.set(client, count);
      return count === REFUSALS;
    },
    totalRefused: () => total,
  };
}
