import { countStates } from '@lanbi/evaluation';
import type { Judging } from './answers/registry.ts';
import type { ApiDeps } from './deps.ts';

/** What staleness is judged with now; asked for anew by each request. */
export function judging({ clock, staleness, known = clock.now() }: ApiDeps): () => Judging {
  return () => ({ known, now: clock.now(), ...(staleness && { limits: staleness }) });
}

/** `lanbi_stations`: how many stations of each medium are live, late, silent or never seen, read when scraped. */
export function stationMetrics(deps: ApiDeps): void {
  const { metrics, store, registry } = deps;
  const by = judging(deps);
  const help = 'Stations by medium and state: live, late, silent, never-seen';
  metrics.gauges('lanbi_stations', help, ['medium', 'state'], async () =>
    countStates(registry, await store.activity(), by()).map(
      ({ medium, state, count }) => [{ medium, state }, count] as const,
    ),
  );
}
