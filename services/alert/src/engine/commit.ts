import type { AlertCommit } from '@lanbi/model';
import type { AlertDeps } from '../deps.ts';
import { setState } from './alert-instance.ts';
import { newAlertChange } from './changes.ts';
import type { InstanceUpdate } from './instance-update.ts';

/** Stores the changes of updates in one transaction, then sets the states of their instances. */
export type Commit = (updates: readonly InstanceUpdate[], more?: Partial<AlertCommit>) => Promise<void>;

export function createCommit({
  alerts,
  clock,
  metrics,
}: Pick<AlertDeps, 'alerts' | 'clock' | 'metrics'>): Commit {
  const counter = metrics.counter('lanbi_alert_changes', 'Changes of alerts, by state', ['state']);

  return async (updates, more = {}) => {
    const at = clock.now();
    const changes = updates.flatMap(({ instance, notifications }) =>
      notifications.map((each) => newAlertChange(instance, each, at)),
    );
    const restarted = updates.flatMap(({ instance: { rule, subject }, restarted }) =>
      restarted ? { ruleId: rule.id, subject, ...restarted } : [],
    );
    if (changes.length > 0 || restarted.length > 0 || Object.keys(more).length > 0)
      await alerts.commitAlerts({
        checkpoints: [],
        restarted,
        ...more,
        changes: [...changes, ...(more.changes ?? [])],
      });
    for (const { instance, state, replayed, restarted } of updates) {
      setState(instance, state);
      if (replayed) instance.replayed = replayed;
      if (restarted) instance.after = restarted.after;
    }
    for (const { state } of changes) counter.add(1, { state });
  };
}
