import type { Medium, StationActivity } from '@lanbi/model';
import type { ApiDeps } from './deps.ts';

const MEDIA: readonly Medium[] = ['air', 'water'];

/** Whether the store takes writes, what is ready, and how old the newest reading of each medium is; read when scraped. */
export function serviceMetrics({ metrics, store, registry, clock, readiness }: ApiDeps): void {
  metrics.gauge('lanbi_store_up', '1 when the store takes writes', () =>
    store.ping().then(
      () => 1,
      () => 0,
    ),
  );
  metrics.gauges('lanbi_ready', '1 for each check of /readyz that passes', ['check'], async () =>
    (await readiness()).map(({ name, ok }) => [{ check: name }, ok ? 1 : 0] as const),
  );
  const age = (name: string, help: string, of: (activity: StationActivity) => number) =>
    metrics.gauges(name, help, ['medium'], async () => {
      const activity = await store.activity();
      const now = clock.now();
      return MEDIA.flatMap((medium) => {
        const times = [...activity].flatMap(([id, seen]) =>
          registry.stations.get(id)?.medium === medium ? [of(seen)] : [],
        );
        const newest = times.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
        return times.length === 0 ? [] : [[{ medium }, Math.max(0, (now - newest) / 1000)] as const];
      });
    });
  age(
    'lanbi_newest_reading_age_seconds',
    'Since the end of the newest reading of a medium',
    ({ lastObservation }) => lastObservation,
  );
  age(
    'lanbi_newest_receipt_age_seconds',
    'Since a reading of a medium reached us last',
    ({ lastReceived }) => lastReceived,
  );
}
