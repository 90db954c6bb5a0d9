import { evaluatesAlike } from '@lanbi/alerting';
import type { AlertDeps } from '../deps.ts';
import type { SampleSource } from '../samples/source.ts';
import { type AlertIndex, createAlertIndex } from './alert-index.ts';
import type { AlertInstance } from './alert-instance.ts';
import { finalChangesOf } from './changes.ts';
import type { Commit } from './commit.ts';
import type { InstanceUpdate } from './instance-update.ts';
import { Restore } from './restore.ts';
import type { RunningPeriods } from './running-periods.ts';

/** AlertSeries that are restored between two turns of the event loop. */
const SERIES_AT_ONCE = 200;

export interface Opening {
  readonly source: SampleSource;
  readonly running: RunningPeriods;
  readonly knownSince: AlertInstance['knownSince'];
  readonly commit: Commit;
}

/**
 * Makes the index of the rules in force. Alerts of unchanged rules resume; those of new and changed rules restart; those
 * without a rule, or whose subject is out of service, end. A kill in between leaves the rest to the next start.
 */
export async function openIndex(deps: AlertDeps, opening: Opening): Promise<AlertIndex> {
  const { alerts, registry, clock } = deps;
  const { source, running, knownSince, commit } = opening;
  const rules = (await alerts.alertRules()).filter(({ rule }) => rule.enabled);
  const index = createAlertIndex(rules, registry, { knownSince, now: clock.now() });
  const restore = new Restore(deps, source, running);
  await restore.prepare();
  const before = new Map((await alerts.evaluatedRules()).map((rule) => [rule.id, rule]));
  const alike = rules.filter(({ rule }) => evaluatesAlike(before.get(rule.id), rule));
  const unchanged = new Set(alike.map(({ rule }) => rule.id));
  let updates: InstanceUpdate[] = [];
  let restored = 0;
  for (const series of index.all()) {
    updates.push(...(await restore.series(series, ({ rule }) => unchanged.has(rule.id))));
    restored += 1;
    if (restored % SERIES_AT_ONCE > 0) continue;
    await commit(updates);
    updates = [];
    await new Promise(setImmediate);
  }
  const ended = [...restore.endedBut(index.instances())];
  const at = clock.now();
  await commit(updates, {
    evaluatedRules: rules.map(({ rule }) => rule),
    changes: ended.flatMap((alert) => finalChangesOf(alert, at)),
    ended: ended.map(({ change: { ruleId, subject } }) => ({ ruleId, subject })),
  });
  return index;
}
