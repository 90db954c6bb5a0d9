import { createAlertEngine } from '@lanbi/alert';
import { parseRule } from '@lanbi/alerting';
import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import type { AlertRule, Clock, Observation } from '@lanbi/model';
import { AirFigures, WaterFigures } from '@lanbi/query';
import { parseRegistry } from '@lanbi/registry';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { HOUR, instant, seconds } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';

const STATIONS = 10_000;
const RULES = 20;
const HOURS = 4;
const POLLS = 2_000;
const BEGIN = Date.parse('2026-04-01T00:00:00+08:00');

const registry = () => {
  const stations = Array.from({ length: STATIONS }, (_, n) => ({
    id: `A${n}`,
    medium: 'air',
    name: `A${n}`,
    region: 'city',
  }));
  const file = { regions: [{ id: 'city', name: 'city', kind: 'city' }], stations };
  const parsed = parseRegistry([{ name: 'bench.json', text: JSON.stringify(file) }]);
  if (!parsed.ok) throw new Error('the registry has faults');
  return parsed.registry;
};

/** Twenty limits on one figure of every station; some are crossed every few hours, most never. */
const rules = (): AlertRule[] =>
  Array.from({ length: RULES }, (_, n) => {
    const document = {
      id: `r${n}`,
      subject: { kind: 'station', id: '*' },
      figure: 'pm2_5',
      op: '>',
      raise: 60 + 20 * n,
      for: 2,
    };
    const parsed = parseRule(document);
    if (!parsed.ok) throw new Error('a rule has faults');
    return parsed.rule;
  });

const hourOf = (known: ReturnType<typeof registry>, hour: number): Observation[] =>
  [...known.stations.values()].map((station, n) => ({
    station: station.id,
    medium: 'air',
    region: station.region,
    to: instant(BEGIN + hour * HOUR),
    period: seconds(3600),
    receivedAt: instant(BEGIN + hour * HOUR),
    readings: [{ parameter: 'pm2_5', value: 20 + ((n * 7 + hour * 13) % 60), flag: 'N' }],
  }));

/** CPU in µs per reading that the engine takes over the log of some hours. */
async function perReading(
  asked: readonly AlertRule[],
): Promise<{ us: number; alerts: ReturnType<typeof createEmbeddedAlerts>; memory: number }> {
  const known = registry();
  const store = createEmbeddedStore({ path: ':memory:' });
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  await store.open();
  await alerts.open();
  let now = instant(BEGIN);
  const clock: Clock = { now: () => now };
  for (const rule of asked) await alerts.putAlertRule(rule, now);
  const before = process.memoryUsage.rss();
  const engine = createAlertEngine({
    store,
    alerts,
    water: new WaterFigures({ store, registry: known, clock }),
    publisher: { publish: async () => {} },
    registry: known,
    air: new AirFigures({ store, registry: known, clock }),
    clock,
    metrics: createMetrics(),
    log: createLogger('silent'),
  });
  const write = (hour: number) => store.write({ observations: hourOf(known, hour), deadLetters: [] });
  // The first hour wakes every alert from "never seen".
  await write(1);
  now = instant(BEGIN + HOUR);
  await engine.drain();
  const memory = process.memoryUsage.rss() - before;
  for (let hour = 2; hour < 2 + HOURS; hour++) await write(hour);
  now = instant(BEGIN + (2 + HOURS) * HOUR);
  const start = process.cpuUsage();
  await engine.drain();
  const { user, system } = process.cpuUsage(start);
  await store.close();
  return { us: (user + system) / (STATIONS * HOURS), alerts, memory };
}

async function idlePoll(alerts: ReturnType<typeof createEmbeddedAlerts>): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < POLLS; n++) {
    await alerts.alertHead();
    await alerts.alertNotes(instant(BEGIN));
  }
  return ((performance.now() - start) * 1000) / POLLS;
}

export const bench = {
  name: `alerts: ${STATIONS} subjects, ${RULES} rules each`,
  async run(): Promise<void> {
    const without = await perReading([]);
    const one = await perReading(rules().slice(0, 1));
    const all = await perReading(rules());
    const row = (name: string, { us, memory }: typeof all) =>
      `  ${name.padEnd(12)}${us.toFixed(1).padStart(8)} µs CPU a reading (${(us / without.us).toFixed(1)} of none), ${Math.round(memory / 1e6)} MB`;
    console.log([row('no rule', without), row('one rule', one), row(`${RULES} rules`, all)].join('\n'));
    console.log(
      `  a poll without news: ${(await idlePoll(all.alerts)).toFixed(0)} µs, with ${await all.alerts.alertHead()} changes in the log`,
    );
    for (const { alerts } of [without, one, all]) await alerts.close();
  },
};
