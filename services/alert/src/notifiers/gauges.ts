import type { AlertState } from '@lanbi/model';
import type { Labels, Metrics } from '@lanbi/runtime';
import type { AlertInstance } from '../engine/alert-instance.ts';

const STATES: readonly AlertState[] = ['ok', 'pending', 'firing', 'resolved', 'stale'];

/** Registers a gauge of the number of alerts by rule and state: one series a rule and state, not one a subject. */
export function alertGauges(metrics: Metrics, instances: () => Iterable<AlertInstance>): void {
  metrics.family({
    kind: 'gauge',
    name: 'lanbi_alerts',
    help: 'Alerts by rule, severity and state',
    labels: ['rule', 'severity', 'state'],
    read: () => countsOf(instances()),
  });
}

function countsOf(instances: Iterable<AlertInstance>): (readonly [Labels, number])[] {
  const counts = new Map<string, { severity: string; of: Map<AlertState, number> }>();
  for (const { rule, state } of instances) {
    const entry = counts.get(rule.id) ?? {
      severity: rule.severity,
      of: new Map(STATES.map((state) => [state, 0])),
    };
    counts.set(rule.id, entry);
    entry.of.set(state.transition.state, (entry.of.get(state.transition.state) ?? 0) + 1);
  }
  return [...counts].flatMap(([rule, { severity, of }]) =>
    [...of].map(([state, count]) => [{ rule, severity, state }, count] as const),
  );
}
