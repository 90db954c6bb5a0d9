import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseRule } from '@lanbi/alerting';
import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import {
  type AlertRule,
  type AlertState,
  type AlertStore,
  consumerName,
  hasReached,
  LOG_START,
  type Offset,
  type Outgoing,
  offsetAt,
} from '@lanbi/model';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { instant } from '@lanbi/standards';
import { ruleDocument } from '@lanbi/testkit/samples/alert-rules';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  createAlertAnnouncer,
  createAlertmanager,
  createWebhook,
  isPrivate,
  readRules,
  type WebhookTarget,
  webhookConsumerOf,
} from '../src/index.ts';
import { registryOf } from './world.ts';

const SINCE = instant(Date.parse('2026-04-01T08:00:00+08:00'));
const A1 = { kind: 'station', id: 'A1' } as const;

let alerts: AlertStore;
beforeEach(async () => {
  alerts = createEmbeddedAlerts({ path: ':memory:' });
  await alerts.open();
  await alerts.putAlertRule(rule(), SINCE);
});
afterEach(() => alerts.close());

function rule(fields: object = {}): AlertRule {
  const parsed = parseRule(
    ruleDocument({ text: { zh: '超标', en: 'too much' }, labels: { team: 'air' }, ...fields }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.rule;
}

const tell = (state: AlertState, n: number, notification: 'current' | 'historical' = 'current', id = 'A1') =>
  alerts.commitAlerts({
    checkpoints: [],
    changes: [
      {
        ruleId: 'heavy',
        subject: { ...A1, id },
        state,
        since: instant(SINCE + n),
        value: n,
        threshold: 5,
        severity: 'warning',
        changedAt: instant(SINCE + n),
        notification,
        latched: state === 'firing',
      },
    ],
  });

const deps = () => ({ alerts, clock: systemClock, metrics: createMetrics(), log: createLogger('silent') });

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver on this machine with answers given by the test. */
async function receiver(answers: (n: number) => number = () => 200) {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(answers(received.length)).end();
    for (const look of waiting) look();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (received.length >= count) resolve();
      };
      waiting.add(look);
      look();
    });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`), received, until };
}

const states = (received: readonly Received[]) =>
  received.map(({ body }) => (JSON.parse(body) as { state: string }).state);

async function started(target: WebhookTarget) {
  const webhook = createWebhook(target, deps());
  await webhook.start();
  onTestFinished(() => webhook.stop());
  return webhook;
}

/** Resolves when the target's place in the log is at `cursor`. */
async function placeOf(target: WebhookTarget, cursor: Offset): Promise<void> {
  while (!hasReached(await alerts.alertCheckpoint(webhookConsumerOf(target)), cursor))
    await new Promise(setImmediate);
}

describe('a webhook', () => {
  it('gets what an alert is in now, in order, signed', async () => {
    const { url, received, until } = await receiver();
    await started({ url, secret: 'shared', allowPrivate: true });
    await tell('ok', 1, 'historical');
    await tell('firing', 2);
    await tell('resolved', 3);
    await until(2);
    expect(states(received)).toEqual(['firing', 'resolved']);
    const [first] = received;
    const [, seconds, mac] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(first?.headers['x-lanbi-signature'])) ?? [];
    expect(mac).toBe(createHmac('sha256', 'shared').update(`${seconds}.${first?.body}`).digest('hex'));
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      ruleId: 'heavy',
      subject: A1,
      state: 'firing',
      value: 2,
      threshold: 5,
      severity: 'warning',
      labels: { team: 'air' },
      text: { zh: '超标', en: 'too much' },
      cursor: '2',
    });
  });

  it('is tried again until it takes it, and never out of order', async () => {
    const { url, received, until } = await receiver((n) => (n < 3 ? 500 : 200));
    await started({ url, allowPrivate: true, backOffMs: [0, 0, 0] });
    await tell('firing', 1);
    await tell('resolved', 2);
    await until(4);
    expect(states(received)).toEqual(['firing', 'firing', 'firing', 'resolved']);
  });

  it('that refuses for good does not hold up the next change; what it missed is listed', async () => {
    const { url, received, until } = await receiver((n) => (n <= 2 ? 410 : 200));
    const target = { url, allowPrivate: true, backOffMs: [0] };
    await started(target);
    await tell('firing', 1);
    await tell('resolved', 2);
    await until(3);
    await placeOf(target, offsetAt(2));
    expect(states(received)).toEqual(['firing', 'firing', 'resolved']);
    expect(await alerts.undeliveredAlerts(10)).toMatchObject([
      { cursor: 1, error: expect.stringContaining('410') },
    ]);
  });

  it('goes on after a restart where it stood, neither again nor with a gap', async () => {
    const { url, received, until } = await receiver();
    const target = { url, allowPrivate: true };
    const first = createWebhook(target, deps());
    await first.start();
    await tell('firing', 1);
    await until(1);
    await placeOf(target, offsetAt(1));
    await first.stop();
    await tell('resolved', 2);
    await started(target);
    await until(2);
    expect(states(received)).toEqual(['firing', 'resolved']);
  });

  it('is not notified of what is silenced', async () => {
    const { url, received, until } = await receiver();
    const target = { url, allowPrivate: true };
    const now = systemClock.now();
    await alerts.putAlertNote({
      kind: 'silence',
      ruleId: 'heavy',
      subject: A1,
      reason: 'works',
      from: now,
      until: instant(now + 3_600_000),
    });
    await started(target);
    await tell('firing', 1);
    await tell('firing', 2, 'current', 'A2');
    await until(1);
    expect(received.map(({ body }) => JSON.parse(body).subject.id)).toEqual(['A2']);
  });

  it('reaches neither this machine nor a private network unless that is allowed', async () => {
    const { url, received } = await receiver();
    for (const host of [url.href, `http://localhost:${url.port}/hook`]) {
      const target = { url: new URL(host), allowPrivate: false, backOffMs: [] };
      await started(target);
      await tell('firing', 1);
      await placeOf(target, await alerts.alertHead());
    }
    expect(received).toEqual([]);
    const errors = (await alerts.undeliveredAlerts(10)).map(({ error }) => error);
    expect(errors.length).toBeGreaterThan(1);
    for (const error of errors) expect(error).toContain('loopback or private');
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
  ])('%s is private', (address) => expect(isPrivate(address)).toBe(true));
  it.each(['8.8.8.8', '114.114.114.114', '2400:3200::1', '172.32.0.1'])('%s is public', (address) =>
    expect(isPrivate(address)).toBe(false),
  );
});

describe('the name of a webhook', () => {
  const target = (url: string): WebhookTarget => ({ url: new URL(url), allowPrivate: true });

  it('shows the host and neither path, query nor user', () => {
    const name = webhookConsumerOf(
      target('https://bot:pass@example.com:8443/open-apis/bot/v2/hook/SECRET?key=TOKEN'),
    );
    expect(name).toMatch(/^webhook example\.com:8443 [0-9a-f]{12}$/);
  });

  it('is another one where only path, query or user differ, and the same each time', () => {
    const urls = ['https://h/a', 'https://h/b', 'https://h/a?key=1', 'https://u:p@h/a', 'https://h/a'];
    expect(new Set(urls.map((url) => webhookConsumerOf(target(url)))).size).toBe(4);
  });

  it('takes over the place and the undelivered changes of the name with the path', async () => {
    const { url, received } = await receiver();
    const to: WebhookTarget = { url: new URL('/hook/SECRET', url), allowPrivate: true };
    await tell('firing', 1);
    const cursor = await alerts.alertHead();
    const former = consumerName(`webhook ${to.url.host}/hook/SECRET`);
    await alerts.keepAlertCheckpoint(former, cursor, { cursor, at: SINCE, error: 'answered 500' });
    const webhook = createWebhook(to, deps());
    await webhook.start();
    await webhook.stop();
    expect(received).toEqual([]);
    expect(await alerts.alertCheckpoint(webhookConsumerOf(to))).toBe(cursor);
    expect(await alerts.alertCheckpoint(former)).toBe(LOG_START);
    expect(await alerts.undeliveredAlerts(10)).toMatchObject([{ consumer: webhookConsumerOf(to), cursor }]);
  });
});

describe('an Alertmanager', () => {
  it('is notified of what fires, and once that it has ended', async () => {
    const { url, received, until } = await receiver();
    const manager = createAlertmanager(url, deps());
    await manager.start();
    onTestFinished(() => manager.stop());
    await tell('firing', 1);
    await until(1);
    expect(received.map(({ path }) => path)).toEqual(['/api/v2/alerts']);
    const [firing] = JSON.parse(received[0]?.body ?? '[]');
    expect(firing).toMatchObject({
      labels: {
        alertname: 'heavy',
        severity: 'warning',
        subject_kind: 'station',
        subject: 'A1',
        figure: 'pm2_5',
        team: 'air',
      },
      annotations: { summary: 'too much', summary_zh: '超标', value: '1', threshold: '5' },
      startsAt: '2026-04-01T08:00:00.001+08:00',
    });
    expect(Date.parse(firing.endsAt)).toBeGreaterThan(systemClock.now());
    await tell('resolved', 2);
    await until(2);
    const [ended] = JSON.parse(received[1]?.body ?? '[]');
    expect(ended).toMatchObject({ labels: firing.labels, startsAt: firing.startsAt });
    expect(Date.parse(ended.endsAt)).toBeLessThanOrEqual(systemClock.now());
  });

  it('that is away is notified again later', async () => {
    const { url, received, until } = await receiver((n) => (n === 1 ? 503 : 200));
    const manager = createAlertmanager(url, deps());
    await tell('firing', 1);
    await manager.push();
    expect(manager.trouble()).toContain('503');
    await manager.push();
    await until(2);
    expect(manager.trouble()).toBeUndefined();
    expect(JSON.parse(received[1]?.body ?? '[]')).toHaveLength(1);
  });
});

describe('the retained topics', () => {
  it('say what each alert is in, all of them again after a start', async () => {
    const out: Outgoing[] = [];
    const publisher = { publish: async (message: Outgoing) => void out.push(message) };
    await tell('firing', 1);
    const first = createAlertAnnouncer({ ...deps(), publisher });
    await first.start();
    while (out.length < 1) await new Promise(setImmediate);
    await tell('ok', 2, 'historical', 'A2');
    await tell('resolved', 3);
    while (out.length < 2) await new Promise(setImmediate);
    await first.stop();
    expect(out.map(({ topic, retain, payload }) => [topic, retain, JSON.parse(payload).state])).toEqual([
      ['env/v1/alerts/heavy/A1', true, 'firing'],
      ['env/v1/alerts/heavy/A1', true, 'resolved'],
    ]);
    const second = createAlertAnnouncer({ ...deps(), publisher });
    await second.start();
    while (out.length < 3) await new Promise(setImmediate);
    await second.stop();
    expect(JSON.parse(out[2]?.payload ?? '{}')).toMatchObject({
      ruleId: 'heavy',
      state: 'resolved',
      cursor: '3',
    });
  });
});

describe('the ready rules', () => {
  it('are whole, and cover what an environment bureau watches', async () => {
    const rules = await readRules(undefined, registryOf({}));
    expect(new Set(rules.map(({ figure }) => figure))).toEqual(
      new Set([
        'aqi.hour',
        'aqi.day',
        'pm2_5-above-pm10',
        'class.target',
        'class',
        'nh3n',
        'do',
        'no-data',
        'completeness',
      ]),
    );
    for (const { text } of rules) expect(text.zh).not.toBe(text.en);
  });

  it('a file with faults starts nothing and names them all', async () => {
    await expect(readRules('/nowhere/rules.yaml', registryOf({}))).rejects.toMatchObject({
      code: 'configuration-invalid',
    });
  });
});
