import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '@lanbi/testkit/random';
import { expect, it, onTestFinished } from 'vitest';
import { alertsCaughtUp, type Change, createPoller, logOf, pathsOf } from './support/alerts.ts';
import { caughtUp, stopped } from './support/audit.ts';
import type { Message } from './support/load.ts';
import { STATIONS, stationOf, topicOf } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { type Scenario, withStations } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);
const KILLS = 3;
const HOURS_A_ROUND = 40;

const always = { staleAfter: 'P366D' };
const RULES = [
  {
    id: 'fine',
    subject: { kind: 'station', id: '*' },
    figure: 'pm2_5',
    op: '>',
    raise: 150,
    clear: 60,
    for: 2,
  },
  { id: 'hour', subject: { kind: 'station', id: '*' }, figure: 'aqi.hour', op: '>', raise: 150 },
  { id: 'region', subject: { kind: 'region', id: '*' }, figure: 'aqi.hour', op: '>', raise: 130 },
].map((rule) => ({ ...rule, ...always }));

/** Hours up to this one, each with values of its own, so that alerts come and go. */
const firstHour = (hours: number): number => Math.floor(Date.now() / 3_600_000) - hours - 2;

const messageFrom =
  (first: number): Message =>
  (n) => ({
    topic: topicOf(n),
    payload: JSON.stringify({
      seq: n,
      ts: (first + Math.floor(n / STATIONS)) * 3_600_000,
      values: { pm2_5: (n * 7919) % 250, pm10: 260, so2: 10, no2: 20, co: 1, o3: 50 },
    }),
  });

/** Accepts every call, and keeps each change by its cursor, which a repeat has too. */
async function receiver() {
  const received = new Map<string, Change>();
  let repeated = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const change = JSON.parse(Buffer.concat(chunks).toString()) as Change;
    expect(request.headers['x-lanbi-cursor']).toBe(change.cursor);
    const before = received.get(change.cursor);
    if (before) {
      repeated += 1;
      expect(change).toEqual(before);
    } else received.set(change.cursor, change);
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    repeated: () => repeated,
  };
}

async function started(message: Message) {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-alert-rules-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const rules = join(folder, 'rules.json');
  await writeFile(rules, JSON.stringify({ rules: RULES }));
  const hook = await receiver();
  const env = {
    LANBI_ALERT_RULES: rules,
    LANBI_WEBHOOK_URLS: hook.url,
    LANBI_WEBHOOK_PRIVATE: 'true',
  };
  return { scenario: await withStations({ message, subject: { env } }), hook };
}

/** Kills at any moment of some hours of load, again and again; whatever had no PUBACK comes again. */
async function killRound({ subject, load }: Scenario, random: Random): Promise<void> {
  const sent = load.send(HOURS_A_ROUND * STATIONS);
  for (let kill = 0; kill < KILLS; kill++) {
    const some = random.between(1, (HOURS_A_ROUND * STATIONS) / KILLS);
    await load.progress.reached(Math.min(load.progress.count + some, load.published));
    // A few milliseconds by chance reach the time between a commit and what follows it.
    await new Promise((resolve) => setTimeout(resolve, random.between(0, 200)));
    subject.signal('SIGKILL');
    expect(await subject.ended()).toMatchObject({ signal: 'SIGKILL' });
    expect(await subject.start(), subject.said()).toBe('running');
  }
  await sent;
}

/** No state is notified twice unless the alert left it. */
function expectNoBellTwice(log: readonly Change[]): void {
  const heard = new Map<string, { state: string; left: boolean }>();
  for (const { ruleId, subject, state, notification } of log) {
    const key = `${ruleId} ${subject.id}`;
    const before = heard.get(key);
    if (notification === 'current') {
      expect([key, state, before?.state === state && !before.left]).toEqual([key, state, false]);
      heard.set(key, { state, left: false });
    } else if (before && state !== before.state) before.left = true;
  }
}

it(
  'kill -9 among alerts: the history is that of an undisturbed run, and nothing is lost or notified twice',
  async () => {
    const message = messageFrom(firstHour(HOURS_A_ROUND * ROUNDS));
    const { scenario, hook } = await started(message);
    const poller = createPoller(() => scenario.subject.apiUrl);
    for (const { random } of seeded(ROUNDS)) await killRound(scenario, random);
    await caughtUp(scenario);
    await alertsCaughtUp(scenario.subject, hook.received);
    const log = await logOf(scenario.subject);
    await poller.upTo(log.length);

    const { scenario: calm, hook: calmHook } = await started(message);
    await calm.load.send(scenario.load.published);
    await alertsCaughtUp(calm.subject, calmHook.received);
    const calmLog = await logOf(calm.subject);

    const paths = pathsOf(log);
    expect(Object.keys(paths)).toHaveLength(2 * STATIONS + 1);
    expect(paths[`fine ${stationOf(0)}`]?.length).toBeGreaterThan(3);
    expect(paths).toEqual(pathsOf(calmLog));
    expect(log.map(({ cursor }) => cursor)).toEqual(log.map((_, i) => String(i + 1)));
    expect(poller.seen).toEqual(log.map(({ cursor }) => cursor));
    const bells = log.filter(({ notification }) => notification === 'current');
    expect([...hook.received.values()]).toEqual(bells);
    expectNoBellTwice(log);
    expectNoBellTwice(calmLog);
    await stopped(scenario.subject);
    await stopped(calm.subject);
    tell('kill -9 among alerts', {
      rounds: ROUNDS,
      kills: ROUNDS * KILLS,
      'first seed': firstSeed,
      published: scenario.load.published,
      changes: log.length,
      'changes undisturbed': calmLog.length,
      bells: bells.length,
      'sent again by a webhook': hook.repeated(),
    });
  },
  timeoutMs(4 * ROUNDS),
);
