import type { AlertChange, AlertRule } from '@lanbi/model';
import type { Part } from '@lanbi/runtime';
import { formatInstant, type Instant, instant, MINUTE } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { silenceOf } from './muting.ts';
import { post } from './post.ts';

/** Interval at which firing alerts are sent again: Alertmanager resolves those that are not. */
const REPEAT_MS = MINUTE;
/** Time after the last request at which an alert resolves by itself. */
const ENDS_MS = 5 * REPEAT_MS;
/** Alerts in one request. */
const BATCH = 500;

/** An alert as Alertmanager's API takes it (`POST /api/v2/alerts`). */
export interface AlertmanagerAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A firing alert ends five minutes from now unless it is sent again. One in another state has ended. */
export function alertmanagerAlert(change: AlertChange, rule: AlertRule, now: Instant): AlertmanagerAlert {
  const fires = change.state === 'firing';
  return {
    labels: {
      ...rule.labels,
      alertname: rule.id,
      severity: rule.severity,
      subject_kind: change.subject.kind,
      subject: change.subject.id,
      figure: rule.figure,
    },
    annotations: {
      summary: rule.text.en,
      summary_zh: rule.text.zh,
      ...(change.value !== undefined && { value: String(change.value) }),
      threshold: String(change.threshold),
    },
    startsAt: formatInstant(change.since),
    endsAt: formatInstant(fires ? instant(now + ENDS_MS) : change.since),
  };
}

/** An alert that ended, with the time at which it began to fire as `startsAt`. */
const ended = (alert: AlertmanagerAlert, firedSince: Instant): AlertmanagerAlert => ({
  ...alert,
  startsAt: formatInstant(firedSince),
});

/**
 * Sends firing alerts to an Alertmanager, at each change and every minute, as its API expects of a client. An alert that
 * fires no more is sent once as ended; where that request fails, the alert ends by itself within five minutes.
 */
export function createAlertmanager(
  url: URL,
  { alerts, clock, metrics, log }: Pick<AlertDeps, 'alerts' | 'clock' | 'metrics' | 'log'>,
): Part & { trouble(): string | undefined; push(): Promise<void> } {
  const failures = metrics.counter('lanbi_alertmanager_failures', 'Calls that Alertmanager did not take');
  /** Alerts that were sent as firing. */
  let sent = new Map<string, { change: AlertChange; rule: AlertRule }>();
  let trouble: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let unlisten: () => void = () => {};
  let running: Promise<void> = Promise.resolve();

  async function firing(now: Instant): Promise<typeof sent> {
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    const notes = await alerts.alertNotes(now);
    const found: typeof sent = new Map();
    for (const { change } of await alerts.presentAlerts()) {
      const rule = rules.get(change.ruleId);
      if (rule && change.state === 'firing' && !silenceOf(notes, change, now))
        found.set(`${change.ruleId}|${change.subject.kind}|${change.subject.id}`, { change, rule });
    }
    return found;
  }

  async function send(list: readonly AlertmanagerAlert[]): Promise<void> {
    for (let i = 0; i < list.length; i += BATCH) {
      const body = JSON.stringify(list.slice(i, i + BATCH));
      // The address is the operator's own setting, mostly on this machine or beside it.
      await post({ url: new URL('/api/v2/alerts', url), body, allowPrivate: true });
    }
  }

  async function once(): Promise<void> {
    const now = clock.now();
    const fires = await firing(now);
    const over = [...sent].filter(([key]) => !fires.has(key));
    await send([
      ...[...fires.values()].map(({ change, rule }) => alertmanagerAlert(change, rule, now)),
      ...over.map(([, { change, rule }]) =>
        ended(alertmanagerAlert({ ...change, state: 'resolved', since: now }, rule, now), change.since),
      ),
    ]);
    sent = fires;
    trouble = undefined;
  }

  /** Sends one request at a time; after a failure the next change or minute sends again. */
  function push(): Promise<void> {
    running = running.then(once).catch((error: unknown) => {
      trouble = error instanceof Error ? error.message : String(error);
      failures.add(1);
      log.warn({ err: error }, 'Alertmanager did not take the alerts; they are sent again within a minute');
    });
    return running;
  }

  return {
    name: 'alertmanager',
    trouble: () => trouble,
    push,
    async start() {
      unlisten = alerts.onAlerts(() => void push());
      timer = setInterval(() => void push(), REPEAT_MS);
      await push();
    },
    async stop() {
      clearInterval(timer);
      unlisten();
      await running;
    },
  };
}
