import type { AlertChange, AlertRule } from '@lanbi/model';
import type { CounterMetric, Part } from '@lanbi/runtime';
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

type Deps = Pick<AlertDeps, 'alerts' | 'clock' | 'metrics' | 'log'>;
type Firing = ReadonlyMap<string, { readonly change: AlertChange; readonly rule: AlertRule }>;

/**
 * Sends firing alerts to an Alertmanager, at each change and every minute, as its API expects of a client. An alert that
 * fires no more is sent once as ended; where that request fails, the alert ends by itself within five minutes.
 */
class Alertmanager implements Part {
  readonly name = 'alertmanager';
  readonly #url: URL;
  readonly #deps: Deps;
  readonly #failures: CounterMetric;
  /** Alerts that were sent as firing. */
  #sent: Firing = new Map();
  #trouble: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #unlisten: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(url: URL, deps: Deps) {
    this.#url = url;
    this.#deps = deps;
    const help = 'Calls that Alertmanager did not take';
    this.#failures = deps.metrics.counter('lanbi_alertmanager_failures', help);
  }

  async start(): Promise<void> {
    this.#unlisten = this.#deps.alerts.onAlerts(() => void this.push());
    this.#timer = setInterval(() => void this.push(), REPEAT_MS);
    await this.push();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#unlisten();
    await this.#running;
  }

  /** Why the last request failed; undefined when it did not. */
  trouble(): string | undefined {
    return this.#trouble;
  }

  /** Sends one request at a time; after a failure the next change or minute sends again. */
  push(): Promise<void> {
    const once = () => this.#once();
    this.#running = this.#running.then(once).catch((error: unknown) => {
      this.#trouble = error instanceof Error ? error.message : String(error);
      this.#failures.add(1);
      const what = 'Alertmanager did not take the alerts; they are sent again within a minute';
      this.#deps.log.warn({ err: error }, what);
    });
    return this.#running;
  }

  async #once(): Promise<void> {
    const now = this.#deps.clock.now();
    const fires = await this.#firing(now);
    const over = [...this.#sent].filter(([key]) => !fires.has(key));
    await this.#send([
      ...[...fires.values()].map(({ change, rule }) => alertmanagerAlert(change, rule, now)),
      ...over.map(([, { change, rule }]) =>
        ended(alertmanagerAlert({ ...change, state: 'resolved', since: now }, rule, now), change.since),
      ),
    ]);
    this.#sent = fires;
    this.#trouble = undefined;
  }

  async #firing(now: Instant): Promise<Firing> {
    const { alerts } = this.#deps;
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    const notes = await alerts.alertNotes(now);
    const found = new Map<string, { change: AlertChange; rule: AlertRule }>();
    for (const { change } of await alerts.presentAlerts()) {
      const rule = rules.get(change.ruleId);
      if (rule && change.state === 'firing' && !silenceOf(notes, change, now))
        found.set(`${change.ruleId}|${change.subject.kind}|${change.subject.id}`, { change, rule });
    }
    return found;
  }

  async #send(list: readonly AlertmanagerAlert[]): Promise<void> {
    for (let i = 0; i < list.length; i += BATCH) {
      const body = JSON.stringify(list.slice(i, i + BATCH));
      // The address is the operator's own setting, mostly on this machine or beside it.
      await post({ url: new URL('/api/v2/alerts', this.#url), body, allowPrivate: true });
    }
  }
}

/** A notifier that sends firing alerts to the Alertmanager at a URL. */
export const createAlertmanager = (
  url: URL,
  deps: Deps,
): Part & { trouble(): string | undefined; push(): Promise<void> } => new Alertmanager(url, deps);
