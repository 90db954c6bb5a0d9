import type { Labels } from '@lanbi/runtime';
import type { Context } from './context.ts';

/** Adds the state of the spool to `/metrics`. */
export function publishSpool({ metrics, spool, clock, availability }: Context): void {
  const one = (value: number): readonly (readonly [Labels, number])[] => [[{}, value]];
  const since = (at: number | undefined): number =>
    at === undefined ? 0 : Math.max(0, (clock.now() - at) / 1000);
  const rows = [
    ['lanbi_spool_messages', 'Messages in the spool', () => spool.state().messages],
    ['lanbi_spool_bytes', 'Bytes in the spool', () => spool.state().bytes],
    ['lanbi_spool_max_bytes', 'Limit of the bytes in the spool', () => spool.state().maxBytes],
    [
      'lanbi_spool_oldest_seconds',
      'Age of the oldest message in the spool',
      () => since(spool.state().oldest),
    ],
    [
      'lanbi_ingest_store_away_seconds',
      'Seconds since the store began to fail',
      () => since(availability.storeUnavailableSince()),
    ],
  ] as const;
  for (const [name, help, read] of rows)
    metrics.family({ kind: 'gauge', name, help, read: () => one(read()) });
}
