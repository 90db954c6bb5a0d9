import { payloadOf } from '@lanbi/alerting';
import { ALERT_SUBJECT_KINDS, type AlertChange, type AlertKey, LOG_START, type Offset } from '@lanbi/model';
import { clearRetained, type Follower, follow } from '@lanbi/runtime';
import { ALERT_TOPICS, alertOfTopic, alertTopic } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { AlertDeps } from '../deps.ts';

const ROUND = 500;
const AT_ONCE = 32;

const topicOf = ({ ruleId, subject }: AlertKey): string => alertTopic(ruleId, subject.id);

const keyOf = ({ ruleId, subject }: AlertChange): string => `${ruleId}|${subject.kind}|${subject.id}`;

/**
 * Publishes the state of every alert as a retained message. After a start all are published again, since a broker may
 * have lost them; so a kill repeats a message and never loses one. The topic of an alert that ended gets the final state
 * and is then cleared. At a start, topics of alerts that ended during the restart are cleared, and not those of another
 * process on the same broker.
 */
export function createAlertAnnouncer(
  deps: Pick<AlertDeps, 'alerts' | 'publisher' | 'metrics' | 'log'>,
): Follower {
  const { alerts, publisher, metrics, log } = deps;
  const published = metrics.counter('lanbi_alert_published', 'Alert states published to the broker');
  const queue = new PQueue({ concurrency: AT_ONCE });
  let offset: Offset | undefined;
  let ended: AlertKey[] = [];

  async function publish(changes: readonly AlertChange[]): Promise<void> {
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    const one = async (change: AlertChange): Promise<void> => {
      const payload = JSON.stringify(payloadOf(change, rules.get(change.ruleId)));
      await publisher.publish({ topic: alertTopic(change.ruleId, change.subject.id), payload, retain: true });
      published.add(1);
    };
    await queue.addAll(changes.map((change) => () => one(change)));
  }

  /** Clears the topics of alerts that ended and were not restarted meanwhile. */
  async function clear(keys: readonly AlertKey[]): Promise<void> {
    if (keys.length === 0) return;
    const present = new Set((await alerts.presentAlerts()).map(({ change }) => topicOf(change)));
    const topics = new Set(keys.map(topicOf).filter((topic) => !present.has(topic)));
    await queue.addAll(
      [...topics].map((topic) => () => publisher.publish({ topic, payload: '', retain: true })),
    );
  }

  /** Whether the log has a change of the alert of a topic. Another process on the same broker may have alerts of its own. */
  async function isOurs(topic: string): Promise<boolean> {
    const alert = alertOfTopic(topic);
    if (!alert) return false;
    const { ruleId, id } = alert;
    for (const kind of ALERT_SUBJECT_KINDS) {
      const [first] = await alerts.alertChanges({
        after: LOG_START,
        limit: 1,
        ruleId,
        subject: { kind, id },
      });
      if (first) return true;
    }
    return false;
  }

  async function begin(): Promise<Offset> {
    const head = await alerts.alertHead();
    const present = (await alerts.presentAlerts()).map(({ change }) => change);
    await publish(present);
    const known = new Set(present.map(topicOf));
    await clearRetained(deps, ALERT_TOPICS, async (topic) => !known.has(topic) && (await isOurs(topic)));
    return head;
  }

  async function round(): Promise<boolean> {
    if (offset === undefined) {
      offset = await begin();
      return true;
    }
    // Taken before the log is read: the final change of each is in it.
    const over = ended;
    const changes = await alerts.alertChanges({ after: offset, limit: ROUND });
    const last = changes.at(-1);
    if (!last) {
      await clear(over);
      ended = ended.slice(over.length);
      return over.length > 0;
    }
    const current = changes.filter(
      ({ notification }) => notification === 'current' || notification === 'amended',
    );
    await publish([...new Map(current.map((change) => [keyOf(change), change])).values()]);
    offset = last.cursor;
    return true;
  }

  function listen(wake: () => void): () => void {
    const stops = [
      alerts.onAlertEnds((keys) => {
        ended = [...ended, ...keys];
      }),
      alerts.onAlerts(wake),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  return follow({ name: 'alert-announce', round, listen, log });
}
