import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { payloadOf } from '@lanbi/alerting';
import { type AlertChange, type AlertRule, encodeOffset, webhookConsumer } from '@lanbi/model';
import { type Follower, follow } from '@lanbi/runtime';
import PQueue from 'p-queue';
import type { AlertDeps } from '../deps.ts';
import { isSent } from './muting.ts';
import { post } from './post.ts';
import { signature } from './sign.ts';

const ROUND = 100;
/** Pauses between tries in milliseconds; after the last try the change is stored as undelivered. */
const BACK_OFF_MS = [1_000, 5_000, 15_000, 60_000, 300_000] as const;

export interface WebhookTarget {
  readonly url: URL;
  /** Key of the signature; without it requests are not signed. */
  readonly secret?: string;
  readonly allowPrivate: boolean;
  /** Replaces the default pauses. */
  readonly backOffMs?: readonly number[];
}

/**
 * Consumer name of a target: its host and a digest of its URL, because path, query and user may be secret. It is stable,
 * so the checkpoint is found again after a restart.
 */
export const nameOf = ({ url }: WebhookTarget) => {
  const digest = createHash('sha256').update(url.href).digest('hex').slice(0, 12);
  return webhookConsumer(`${url.host} ${digest}`);
};

/** The name of earlier versions, with the path in it. */
const formerNameOf = ({ url }: WebhookTarget) => webhookConsumer(`${url.host}${url.pathname}`);

/**
 * Sends every `current` change to one target, signed, in order, each at least once. A change that the target refuses after
 * all tries is stored as undelivered, and the next one is sent. The log of changes is the queue, so a kill loses nothing
 * and nothing accumulates in memory while a target is away.
 */
export function createWebhook(
  target: WebhookTarget,
  { alerts, clock, metrics, log }: Pick<AlertDeps, 'alerts' | 'clock' | 'metrics' | 'log'>,
  sent: ReturnType<AlertDeps['metrics']['counter']> = webhookCounter(metrics),
): Follower {
  const name = nameOf(target);
  const backOff = target.backOffMs ?? BACK_OFF_MS;
  const queue = new PQueue({ concurrency: 1 });
  const stopping = new AbortController();

  async function tryOnce(change: AlertChange, rule: AlertRule | undefined): Promise<void> {
    const body = JSON.stringify(payloadOf(change, rule));
    const { url, secret, allowPrivate } = target;
    const signed = secret && { 'x-lanbi-signature': signature(secret, body, Math.floor(clock.now() / 1000)) };
    const headers = { 'x-lanbi-cursor': encodeOffset(change.cursor), ...signed };
    await post({ url, body, headers, allowPrivate });
  }

  /** Answers undefined when it was delivered, else the reason of the last try. @throws when stopped meanwhile */
  async function deliver(change: AlertChange, rule: AlertRule | undefined): Promise<string | undefined> {
    for (let tries = 0; ; tries++) {
      try {
        await tryOnce(change, rule);
        sent.add(1, { outcome: 'delivered' });
        return undefined;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const wait = backOff[tries];
        if (wait === undefined) {
          sent.add(1, { outcome: 'undelivered' });
          log.error(
            { target: name, cursor: encodeOffset(change.cursor), reason },
            'a webhook was given up; it is listed as undelivered',
          );
          return reason;
        }
        sent.add(1, { outcome: 'tried-again' });
        await pause(wait, undefined, { signal: stopping.signal });
      }
    }
  }

  async function one(change: AlertChange, rules: ReadonlyMap<string, AlertRule>): Promise<void> {
    const isDue = await isSent(change, alerts, clock.now());
    const failure = isDue ? await deliver(change, rules.get(change.ruleId)) : undefined;
    const undelivered = failure && { cursor: change.cursor, at: clock.now(), error: failure };
    await alerts.keepAlertCheckpoint(name, change.cursor, undelivered || undefined);
  }

  async function round(): Promise<boolean> {
    const changes = await alerts.alertChanges({ after: await alerts.alertCheckpoint(name), limit: ROUND });
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    for (const change of changes) {
      try {
        await queue.add(() => one(change, rules));
      } catch (error) {
        // Stopped: the checkpoint was not moved, so the change is sent after the next start.
        if (stopping.signal.aborted) return false;
        throw error;
      }
    }
    return changes.length > 0;
  }

  const follower = follow({ name, round, listen: (wake) => alerts.onAlerts(wake), log });
  return {
    ...follower,
    async start() {
      await alerts.renameAlertConsumer(formerNameOf(target), name);
      await follower.start();
    },
    async stop() {
      stopping.abort();
      await follower.stop();
    },
  };
}

export const webhookCounter = (metrics: AlertDeps['metrics']) =>
  metrics.counter('lanbi_alert_webhooks', 'Calls of webhooks, by outcome', ['outcome']);
