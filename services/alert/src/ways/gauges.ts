import type { AlertState } from '@lanbi/model';
import type { Labels, Metrics } from '@lanbi/runtime';
import type { Track } from '../engine/track.ts';

const STATES: readonly AlertState[] = ['ok', 'pending', 'firing', 'resolved', 'stale'];

/** How many alerts of each rule are in each state: enough for rules of Prometheus, without a series for every subject. */
export function alertGauges(metrics: Metrics, tracks: () => Iterable<Track>): void {
  metrics.family({
    kind: 'gauge',
    name: 'lanbi_alerts',
    help: 'Alerts by rule, severity and state',
    labels: ['rule', 'severity', 'state'],
    read: () => countsOf(tracks()),
  });
}

function countsOf(tracks: Iterable<Track>): (readonly [Labels, number])[] {
  const counts = new Map<string, { severity: string; of: Map<AlertState, number> }>();
  for (const { rule, moment } of tracks) {
    const entry = counts.get(rule.id) ?? {
      severity: rule.severity,
      of: new Map(STATES.map((state) => [state, 0])),
    };
    counts.set(rule.id, entry);
    entry.of.set(moment.turn.state, (entry.of.get(moment.turn.state) ?? 0) + 1);
  }
  return [...counts].flatMap(([rule, { severity, of }]) =>
    [...of].map(([state, count]) => [{ rule, severity, state }, count] as const),
  );
}
