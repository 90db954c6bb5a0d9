import { join } from 'node:path';
import {
  type AlertDeps,
  createAlertAnnouncer,
  createAlertEngine,
  createAlertmanager,
  createDryRunner,
  createWebhook,
  putRules,
  readRules,
  webhookCounter,
} from '@lanbi/alert';
import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import type { AlertStore, Clock, DryRunner, Publisher, Registry } from '@lanbi/model';
import type { AirFigures, WaterFigures } from '@lanbi/query';
import type { Config, Follower, Logger, Metrics, Part, PriorityGate } from '@lanbi/runtime';
import { ALERTS_REMEDY, earlierEntries } from './earlier-life.ts';

interface Deps {
  readonly config: Config;
  readonly store: AlertDeps['store'];
  readonly publisher: Publisher;
  readonly registry: Registry;
  readonly air: AirFigures;
  readonly water: WaterFigures;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly gate: PriorityGate;
}

export interface Alerts {
  readonly alerts: AlertStore;
  readonly dryRun: DryRunner;
  /** Alert store, engine and notifiers, in the order of start. */
  readonly parts: readonly Part[];
  readonly followers: readonly Follower[];
}

/** Creates the alert store, the engine and the configured notifiers. */
export function createAlerts(deps: Deps): Alerts {
  const { config, clock, metrics } = deps;
  const alerts = createEmbeddedAlerts({
    path: join(config.dataDir, 'alerts.db'),
    earlier: earlierEntries(deps.store),
    remedy: ALERTS_REMEDY,
  });
  const all = { ...deps, alerts };
  const named = config.alerts.rules !== undefined;
  const store: Part = {
    name: 'alert-store',
    async start() {
      const rules = await readRules(config.alerts.rules, deps.registry);
      await alerts.open();
      await putRules({ rules, named }, alerts, clock.now());
    },
    stop: () => alerts.close(),
  };
  const { webhookSecret: secret, webhookPrivate: allowPrivate } = config.alerts;
  const counter = webhookCounter(metrics);
  const webhooks = config.alerts.webhooks.map((url) =>
    createWebhook({ url: new URL(url), allowPrivate, ...(secret !== undefined && { secret }) }, all, counter),
  );
  const followers = [createAlertEngine(all), createAlertAnnouncer(all), ...webhooks];
  const manager = config.alerts.alertmanager;
  const parts = [...followers, ...(manager ? [createAlertmanager(new URL(manager), all)] : [])];
  return { alerts, dryRun: createDryRunner(all), parts: [store, ...parts], followers };
}
