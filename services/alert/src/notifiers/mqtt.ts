import { alertPayloadOf } from '@lanbi/alerting';
import { ALERT_SUBJECT_KINDS, type AlertChange, type AlertKey, LOG_START, type Offset } from '@lanbi/model';
import { type CounterMetric, clearRetained, type Follower, follow } from '@lanbi/runtime';
import { ALERT_TOPICS, alertOfTopic, alertTopic } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { AlertDeps } from '../deps.ts';

const ROUND = 500;
const AT_ONCE = 32;

const topicOf = ({ ruleId, subject }: AlertKey): string => alertTopic(ruleId, subject.id);

const keyOf = ({ ruleId, subject }: AlertChange): string => `${ruleId}|${subject.kind}|${subject.id}`;

type Deps = Pick<AlertDeps, 'alerts' | 'publisher' | 'metrics' | 'log'>;

/**
 * Publishes the state of every alert as a retained message. After a start all are published again, since a broker may
 * have lost them; so a kill repeats a message and never loses one. The topic of an alert that ended gets the final state
 * and is then cleared. At a start, topics of alerts that ended during the restart are cleared, and not those of another
 * process on the same broker.
 */
class AlertAnnouncer {
  readonly #deps: Deps;
  readonly #published: CounterMetric;
  readonly #queue = new PQueue({ concurrency: AT_ONCE });
  /** Undefined before the first round. */
  #cursor: Offset | undefined;
  #ended: readonly AlertKey[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#published = deps.metrics.counter('lanbi_alert_published', 'Alert states published to the broker');
  }

  async round(): Promise<boolean> {
    if (this.#cursor === undefined) {
      this.#cursor = await this.#begin();
      return true;
    }
    // Taken before the log is read: the final change of each is in it.
    const over = this.#ended;
    const changes = await this.#deps.alerts.alertChanges({ after: this.#cursor, limit: ROUND });
    const last = changes.at(-1);
    if (!last) {
      await this.#clear(over);
      this.#ended = this.#ended.slice(over.length);
      return over.length > 0;
    }
    const current = changes.filter(
      ({ notification }) => notification === 'current' || notification === 'amended',
    );
    await this.#publish([...new Map(current.map((change) => [keyOf(change), change])).values()]);
    this.#cursor = last.cursor;
    return true;
  }

  /** Calls back when there may be something to publish. Returns how to stop. */
  listen(wake: () => void): () => void {
    const { alerts } = this.#deps;
    const stops = [
      alerts.onAlertEnds((keys) => {
        this.#ended = [...this.#ended, ...keys];
      }),
      alerts.onAlerts(wake),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #begin(): Promise<Offset> {
    const { alerts } = this.#deps;
    const head = await alerts.alertHead();
    const present = (await alerts.presentAlerts()).map(({ change }) => change);
    await this.#publish(present);
    const topics = new Set(present.map(topicOf));
    const hasEnded = async (topic: string) => !topics.has(topic) && (await this.#isOurs(topic));
    await clearRetained(this.#deps, ALERT_TOPICS, hasEnded);
    return head;
  }

  async #publish(changes: readonly AlertChange[]): Promise<void> {
    const { alerts, publisher } = this.#deps;
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    const one = async (change: AlertChange): Promise<void> => {
      const payload = JSON.stringify(alertPayloadOf(change, rules.get(change.ruleId)));
      await publisher.publish({ topic: topicOf(change), payload, retain: true });
      this.#published.add(1);
    };
    await this.#queue.addAll(changes.map((change) => () => one(change)));
  }

  /** Clears the topics of alerts that ended and were not restarted meanwhile. */
  async #clear(keys: readonly AlertKey[]): Promise<void> {
    if (keys.length === 0) return;
    const { alerts, publisher } = this.#deps;
    const present = new Set((await alerts.presentAlerts()).map(({ change }) => topicOf(change)));
    const topics = new Set(keys.map(topicOf).filter((topic) => !present.has(topic)));
    await this.#queue.addAll(
      [...topics].map((topic) => () => publisher.publish({ topic, payload: '', retain: true })),
    );
  }

  /** Whether the log has a change of the alert of a topic. Another process on the same broker may have alerts of its own. */
  async #isOurs(topic: string): Promise<boolean> {
    const alert = alertOfTopic(topic);
    if (!alert) return false;
    const { ruleId, id } = alert;
    for (const kind of ALERT_SUBJECT_KINDS) {
      const query = { after: LOG_START, limit: 1, ruleId, subject: { kind, id } };
      const [first] = await this.#deps.alerts.alertChanges(query);
      if (first) return true;
    }
    return false;
  }
}

/** A notifier that publishes alerts as retained messages. */
export function createAlertAnnouncer(deps: Deps): Follower {
  const announcer = new AlertAnnouncer(deps);
  return follow({
    name: 'alert-announce',
    round: () => announcer.round(),
    listen: (wake) => announcer.listen(wake),
    log: deps.log,
  });
}
