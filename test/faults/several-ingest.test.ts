import { join } from 'node:path';
import { isOwn } from '@lanbi/bus-mqtt';
import { LOG_START } from '@lanbi/model';
import { createRecentStore } from '@lanbi/store-embedded';
import type { Random } from '@lanbi/testkit/random';
import { influxEnvironment } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, ownInfluxd, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { type Mosquitto, mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { expect, it, onTestFinished } from 'vitest';
import { countsOf, until } from './support/accounting.ts';
import { stopped } from './support/audit.ts';
import { createInfluxLedger } from './support/influx-ledger.ts';
import { KEPT, type Ledger } from './support/ledger.ts';
import { type Load, startLoad } from './support/load.ts';
import { type Probe, startProbe } from './support/probe.ts';
import { expectReadBack } from './support/read-back.ts';
import { isRefused, numberAt, topicOf, valuesOf } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { started } from './support/scenario.ts';
import type { Subject } from './support/subject.ts';
import { tell, tellRound } from './support/tell.ts';

const ROUNDS = rounds(1);
const OTHERS = 'evaluate,alert,api';

/** How the messages are shared out among two processes, and which of them are the business of each. */
interface Sharing {
  readonly name: string;
  env(index: number): Record<string, string>;
  isOf(index: number, n: number): boolean;
}

const SHARINGS: readonly Sharing[] = [
  { name: 'a shared subscription', env: () => ({ LANBI_MQTT_SHARE: 'ingest' }), isOf: () => true },
  {
    name: 'shards',
    env: (index) => ({ LANBI_MQTT_SHARD: `${index + 1}/2` }),
    isOf: (index, n) => isOwn({ index, of: 2 }, topicOf(n)),
  },
];

interface Member {
  readonly subject: Subject;
  readonly probe: Probe;
  /** What it acknowledged of what is its business. */
  acknowledged(): number[];
}

interface Scenario {
  readonly members: readonly [Member, Member];
  readonly others: Subject;
  readonly load: Load;
  readonly ledger: Ledger;
  acknowledged(): Set<number>;
}

async function member(broker: Mosquitto, sharing: Sharing, env: Record<string, string>, index: number) {
  const probe = await startProbe(broker.port);
  const own = { LANBI_ROLES: 'ingest', LANBI_MQTT_CLIENT_ID: `member-${index}`, LANBI_MQTT_URL: probe.url };
  const subject = await started({ env: { ...env, ...own, ...sharing.env(index) } });
  const acknowledged = (): number[] => [...probe.acknowledged].filter((n) => sharing.isOf(index, n));
  return { subject, probe, acknowledged } satisfies Member;
}

async function scenarioOf(sharing: Sharing, influxd: Influxd): Promise<Scenario> {
  const broker = await startMosquitto();
  onTestFinished(() => broker.stop());
  const env = await influxEnvironment(influxd);
  const others = await started({ env: { ...env, LANBI_ROLES: OTHERS, LANBI_MQTT_URL: broker.url } });
  const members = [await member(broker, sharing, env, 0), await member(broker, sharing, env, 1)] as const;
  const dataDirs = members.map(({ subject }) => subject.dataDir);
  return {
    members,
    others,
    load: startLoad(broker.url),
    ledger: createInfluxLedger({ influxd, bucket: env['INFLUX_BUCKET'] ?? '', dataDirs }),
    acknowledged: () => new Set(members.flatMap((one) => one.acknowledged())),
  };
}

/** Load, and one of the two killed at a moment by chance; the other goes on. */
async function killRound({ members, load, ledger, acknowledged }: Scenario, seed: number, random: Random) {
  const victim = random.pick(members);
  const count = random.between(1_000, 3_000);
  const moment = random.pick([victim.probe.deliveries, victim.probe.pubacks]);
  const reached = moment.reached(moment.count + random.between(1, count >> 2));
  const sent = load.send(count);
  await reached;
  victim.subject.signal('SIGKILL');
  await victim.subject.ended();
  const known = acknowledged();
  expect(await ledger.audit(known), `seed ${seed}`).toEqual(KEPT);
  tellRound(`seed ${seed}`, { published: load.published, acknowledged: known.size });
  await sent;
  expect(await victim.subject.start(), victim.subject.said()).toBe('running');
}

async function evaluatedBy({ apiUrl }: Subject): Promise<number> {
  const scrape = await (await fetch(`${apiUrl}/metrics`)).text();
  return Number(/^lanbi_evaluate_observations_total (\d+)/m.exec(scrape)?.[1] ?? 0);
}

/**
 * The log that the evaluation follows: no reading twice, each with its values. Readings as old as these are forgotten
 * once a minute behind those who have read them, so that not all need be there; how many were evaluated is counted.
 */
async function expectLog(dataDir: string): Promise<void> {
  const recent = createRecentStore({ path: join(dataDir, `recent-${OTHERS.replaceAll(',', '-')}.db`) });
  await recent.open();
  const log = await recent.read(LOG_START, Number.MAX_SAFE_INTEGER);
  await recent.close();
  const found = new Map(
    log.map(({ station, to, readings }) => [
      numberAt(station, to),
      Object.fromEntries(readings.map(({ parameter, value, revision }) => [parameter, value * revision])),
    ]),
  );
  expect(found.size).toBe(log.length);
  const wrong = [...found].filter(([n, values]) => JSON.stringify(values) !== JSON.stringify(valuesOf(n)));
  expect(wrong).toEqual([]);
}

it.skipIf(!ownInfluxd || !mosquittoBinary).each(SHARINGS)(
  'two ingest processes on one mosquitto by $name, one killed under load: nothing is lost, twice or wrong',
  async (sharing) => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const scenario = await scenarioOf(sharing, influxd);
    const { members, others, load, ledger, acknowledged } = scenario;
    for (const { seed, random } of seeded(ROUNDS)) await killRound(scenario, seed, random);
    await expect.poll(() => acknowledged().size).toBe(load.published);
    for (const { subject } of members)
      await until(subject, ({ spooled, waiting }) => spooled + waiting === 0, 'nothing waits');
    const everything = Array.from({ length: load.published }, (_, n) => n);
    const sound = everything.filter((n) => !isRefused(n));
    expect(await ledger.audit(everything)).toEqual(KEPT);
    expect(ledger.stored.size + ledger.refused.size).toBe(load.published);
    await expectReadBack(others, load.published);
    await expect.poll(() => evaluatedBy(others)).toBeGreaterThanOrEqual(sound.length);
    const received = await Promise.all(
      members.map(async ({ subject }) => (await countsOf(subject)).received),
    );
    for (const { subject } of members) await stopped(subject);
    await stopped(others);
    await expectLog(others.dataDir);
    tell(`two ingest processes by ${sharing.name}, one killed`, {
      rounds: ROUNDS,
      'first seed': firstSeed,
      published: load.published,
      acknowledged: acknowledged().size,
      stored: ledger.stored.size,
      refused: ledger.refused.size,
      redelivered: members.reduce((sum, { probe }) => sum + probe.redelivered, 0),
      'received since their last start': received.join(' + '),
    });
  },
  timeoutMs(ROUNDS) * 2,
);
