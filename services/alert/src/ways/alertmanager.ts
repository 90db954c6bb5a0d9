import type { AlertChange, AlertRule } from '@lanbi/model';
import type { Part } from '@lanbi/runtime';
import { formatInstant, type Instant, instant, MINUTE } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { post } from './post.ts';
import { silenceOf } from './quiet.ts';

/** How often what fires is said again; Alertmanager forgets what is not. */
const AGAIN_MS = MINUTE;
/** How long after the last word of us an alert ends by itself. */
const ENDS_MS = 5 * AGAIN_MS;
/** Alerts in one request. */
const BATCH = 500;

/** An alert as Alertmanager's API takes it (`POST /api/v2/alerts`). */
export interface AlertmanagerAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Firing: it goes on until we stop saying so. Anything else: it has ended. */
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

/** `startsAt` of an alert that ended is when it fired, which what it is in now does not say. */
const ended = (alert: AlertmanagerAlert, firedSince: Instant): AlertmanagerAlert => ({
  ...alert,
  startsAt: formatInstant(firedSince),
});

/**
 * Tells an Alertmanager what fires: at each change and again every minute, as its API asks of a client. What no longer
 * fires is told once as ended; should that get lost, the alert ends by itself within five minutes.
 */
export function createAlertmanager(
  url: URL,
  { alerts, clock, metrics, log }: Pick<AlertDeps, 'alerts' | 'clock' | 'metrics' | 'log'>,
): Part & { trouble(): string | undefined; push(): Promise<void> } {
  const failures = metrics.counter('lanbi_alertmanager_failures', 'Calls that Alertmanager did not take');
  /** What it was told to fire, and since when. */
  let told = new Map<string, { change: AlertChange; rule: AlertRule }>();
  let trouble: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let unlisten: () => void = () => {};
  let running: Promise<void> = Promise.resolve();

  async function firing(now: Instant): Promise<typeof told> {
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    const notes = await alerts.alertNotes(now);
    const found: typeof told = new Map();
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
    const over = [...told].filter(([key]) => !fires.has(key));
    await send([
      ...[...fires.values()].map(({ change, rule }) => alertmanagerAlert(change, rule, now)),
      ...over.map(([, { change, rule }]) =>
        ended(alertmanagerAlert({ ...change, state: 'resolved', since: now }, rule, now), change.since),
      ),
    ]);
    told = fires;
    trouble = undefined;
  }

  /** One at a time; a failure waits for the next change or minute. */
  function push(): Promise<void> {
    running = running.then(once).catch((error: unknown) => {
      trouble = error instanceof Error ? error.message : String(error);
      failures.add(1);
      log.warn({ err: error }, 'Alertmanager did not take the alerts; they are told again within a minute');
    });
    return running;
  }

  return {
    name: 'alertmanager',
    trouble: () => trouble,
    push,
    async start() {
      unlisten = alerts.onAlerts(() => void push());
      timer = setInterval(() => void push(), AGAIN_MS);
      await push();
    },
    async stop() {
      clearInterval(timer);
      unlisten();
      await running;
    },
  };
}
