import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { alertPayloadOf } from '@lanbi/alerting';
import {
  type AlertChange,
  type AlertRule,
  type ConsumerName,
  encodeOffset,
  webhookConsumer,
} from '@lanbi/model';
import { type CounterMetric, type Follower, follow } from '@lanbi/runtime';
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
export const webhookConsumerOf = ({ url }: WebhookTarget) => {
  const digest = createHash('sha256').update(url.href).digest('hex').slice(0, 12);
  return webhookConsumer(`${url.host} ${digest}`);
};

/** The name of earlier versions, with the path in it. */
const formerNameOf = ({ url }: WebhookTarget) => webhookConsumer(`${url.host}${url.pathname}`);

type Deps = Pick<AlertDeps, 'alerts' | 'clock' | 'metrics' | 'log'>;

/**
 * Sends every `current` change to one target, signed, in order, each at least once. A change that the target refuses after
 * all tries is stored as undelivered, and the next one is sent. The log of changes is the queue, so a kill loses nothing
 * and nothing accumulates in memory while a target is away.
 */
class Webhook {
  readonly name: ConsumerName;
  readonly #target: WebhookTarget;
  readonly #deps: Deps;
  readonly #sent: CounterMetric;
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #stopping = new AbortController();

  constructor(target: WebhookTarget, deps: Deps, sent: CounterMetric) {
    this.name = webhookConsumerOf(target);
    this.#target = target;
    this.#deps = deps;
    this.#sent = sent;
  }

  /** Takes over the checkpoint that an earlier version kept under another name. */
  async begin(): Promise<void> {
    await this.#deps.alerts.renameAlertConsumer(formerNameOf(this.#target), this.name);
  }

  /** Ends the pause before the next try. */
  end(): void {
    this.#stopping.abort();
  }

  async round(): Promise<boolean> {
    const { alerts } = this.#deps;
    const after = await alerts.alertCheckpoint(this.name);
    const changes = await alerts.alertChanges({ after, limit: ROUND });
    const rules = new Map((await alerts.alertRules()).map(({ rule }) => [rule.id, rule]));
    for (const change of changes) {
      try {
        await this.#queue.add(() => this.#send(change, rules.get(change.ruleId)));
      } catch (error) {
        // Stopped: the checkpoint was not moved, so the change is sent after the next start.
        if (this.#stopping.signal.aborted) return false;
        throw error;
      }
    }
    return changes.length > 0;
  }

  async #send(change: AlertChange, rule: AlertRule | undefined): Promise<void> {
    const { alerts, clock } = this.#deps;
    const isDue = await isSent(change, alerts, clock.now());
    const failure = isDue ? await this.#deliver(change, rule) : undefined;
    const undelivered = failure && { cursor: change.cursor, at: clock.now(), error: failure };
    await alerts.keepAlertCheckpoint(this.name, change.cursor, undelivered || undefined);
  }

  /** Answers undefined when it was delivered, else the reason of the last try. @throws when stopped meanwhile */
  async #deliver(change: AlertChange, rule: AlertRule | undefined): Promise<string | undefined> {
    for (const wait of [...(this.#target.backOffMs ?? BACK_OFF_MS), undefined]) {
      const reason = await this.#try(change, rule);
      if (reason === undefined) return undefined;
      if (wait === undefined) return this.#giveUp(change, reason);
      this.#sent.add(1, { outcome: 'tried-again' });
      await pause(wait, undefined, { signal: this.#stopping.signal });
    }
    return undefined;
  }

  /** Answers why the target did not take a change; undefined when it did. */
  async #try(change: AlertChange, rule: AlertRule | undefined): Promise<string | undefined> {
    try {
      await this.#post(change, rule);
      this.#sent.add(1, { outcome: 'delivered' });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #giveUp({ cursor }: AlertChange, reason: string): string {
    this.#sent.add(1, { outcome: 'undelivered' });
    this.#deps.log.error(
      { target: this.name, cursor: encodeOffset(cursor), reason },
      'a webhook was given up; it is listed as undelivered',
    );
    return reason;
  }

  async #post(change: AlertChange, rule: AlertRule | undefined): Promise<void> {
    const body = JSON.stringify(alertPayloadOf(change, rule));
    const { url, secret, allowPrivate } = this.#target;
    const seconds = Math.floor(this.#deps.clock.now() / 1000);
    const signed = secret && { 'x-lanbi-signature': signature(secret, body, seconds) };
    const headers = { 'x-lanbi-cursor': encodeOffset(change.cursor), ...signed };
    await post({ url, body, headers, allowPrivate });
  }
}

/** A notifier that calls one target. */
export function createWebhook(
  target: WebhookTarget,
  deps: Deps,
  sent: CounterMetric = webhookCounter(deps.metrics),
): Follower {
  const webhook = new Webhook(target, deps, sent);
  const follower = follow({
    name: webhook.name,
    round: () => webhook.round(),
    listen: (wake) => deps.alerts.onAlerts(wake),
    log: deps.log,
  });
  return {
    ...follower,
    async start() {
      await webhook.begin();
      await follower.start();
    },
    async stop() {
      webhook.end();
      await follower.stop();
    },
  };
}

export const webhookCounter = (metrics: AlertDeps['metrics']): CounterMetric =>
  metrics.counter('lanbi_alert_webhooks', 'Calls of webhooks, by outcome', ['outcome']);
