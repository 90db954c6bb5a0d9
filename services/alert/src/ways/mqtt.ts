import { payloadOf } from '@lanbi/alerting';
import type { AlertChange } from '@lanbi/model';
import { type Follower, follow } from '@lanbi/runtime';
import { alertTopic } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { AlertDeps } from '../deps.ts';

const ROUND = 500;
const AT_ONCE = 32;

const keyOf = ({ ruleId, subject }: AlertChange): string => `${ruleId}|${subject.kind}|${subject.id}`;

/**
 * Keeps the retained topic of every alert at the state that it is in. After a start all of them are said again, since
 * a broker may have forgotten; so a kill repeats a message and never loses one.
 */
export function createAlertAnnouncer({
  alerts,
  publisher,
  metrics,
  log,
}: Pick<AlertDeps, 'alerts' | 'publisher' | 'metrics' | 'log'>): Follower {
  const published = metrics.counter('lanbi_alert_published', 'Alert states published to the broker');
  const queue = new PQueue({ concurrency: AT_ONCE });
  let place: number | undefined;

  async function publish(changes: readonly AlertChange[]): Promise<void> {
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    const one = async (change: AlertChange): Promise<void> => {
      const payload = JSON.stringify(payloadOf(change, rules.get(change.ruleId)));
      await publisher.publish({ topic: alertTopic(change.ruleId, change.subject.id), payload, retain: true });
      published.add(1);
    };
    await queue.addAll(changes.map((change) => () => one(change)));
  }

  async function round(): Promise<boolean> {
    if (place === undefined) {
      const head = await alerts.alertHead();
      await publish((await alerts.presentAlerts()).map(({ change }) => change));
      place = head;
      return true;
    }
    const changes = await alerts.alertChanges({ after: place, limit: ROUND });
    const last = changes.at(-1);
    if (!last) return false;
    const now = changes.filter(({ tense }) => tense === 'now' || tense === 'still');
    await publish([...new Map(now.map((change) => [keyOf(change), change])).values()]);
    place = last.cursor;
    return true;
  }

  return follow({ name: 'alert-announce', round, listen: (wake) => alerts.onAlerts(wake), log });
}
