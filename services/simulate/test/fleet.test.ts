import { createLogger } from '@lanbi/runtime';
import { HOUR, type Instant, instant, MINUTE, shift } from '@lanbi/standards';
import type { AedesOptions } from 'aedes';
import { afterEach, describe, expect, it } from 'vitest';
import { createFleet, type Fleet, type FleetOptions } from '../src/index.ts';
import { type Heard, type ListeningBroker, startBroker } from './broker.ts';
import { smallRegistry } from './registry.ts';

const HALF_PAST_EIGHT = instant(Date.parse('2026-04-01T08:30:00+08:00'));

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (let last = open.pop(); last; last = open.pop()) await last.stop();
});

async function listen(options?: AedesOptions): Promise<ListeningBroker> {
  const broker = await startBroker(options);
  open.push({ stop: () => broker.close() });
  return broker;
}

function fleetOn(broker: { readonly url: string }, more: Partial<FleetOptions> = {}): Fleet {
  const fleet = createFleet({
    registry: smallRegistry(),
    brokerUrl: broker.url,
    clock: { now: () => HALF_PAST_EIGHT },
    log: createLogger('silent'),
    backfillHours: 8,
    hourEveryMs: 1,
    ...more,
  });
  open.push(fleet);
  return fleet;
}

const isObservation = ({ topic }: Heard): boolean => topic.endsWith('/observations');
const observations = (heard: readonly Heard[]): Heard[] => heard.filter(isObservation);

// From 00:00 to 08:00: eight hours of two air stations, and the samples of 04:00 and 08:00.
const BACKFILL = 18;

describe('a fleet', () => {
  it('replays the hours before now, each once and in order', async () => {
    const broker = await listen();
    const fleet = fleetOn(broker);
    await fleet.start();
    await broker.when((heard) => observations(heard).length === BACKFILL);
    const ends = (id: string) =>
      observations(broker.heard)
        .filter(({ topic }) => topic.includes(`/${id}/`))
        .map(({ payload }) => JSON.parse(payload).ts.slice(11, 16));
    expect(ends('A1')).toEqual(['01:00', '02:00', '03:00', '04:00', '05:00', '06:00', '07:00', '08:00']);
    expect(ends('A2')).toEqual(['00:00', '01:00', '02:00', '03:00', '04:00', '05:00', '06:00', '07:00']);
    expect(ends('W1')).toEqual(['04:00', '08:00']);
    await fleet.stop();
    expect(fleet.state()).toMatchObject({ stations: 3, published: BACKFILL });
  });

  it('brings days of the past in arrays, the oldest first, but for days that are stored', async () => {
    const broker = await listen();
    const asked: string[] = [];
    const past = {
      from: instant(Date.parse('2026-03-10T00:00:00+08:00')),
      isStored: async (station: string, to: Instant) => {
        asked.push(`${station} ${new Date(to).toISOString()}`);
        return station === 'A1' && to === Date.parse('2026-03-11T00:00:00+08:00');
      },
    };
    const fleet = fleetOn(broker, { past });
    expect(fleet.state().phase).toBe('past');
    await fleet.start();
    // Two arrays of three stations, since an array has sixteen days.
    await broker.when((heard) => observations(heard).length === 6);
    const ends = (id: string) =>
      observations(broker.heard)
        .filter(({ topic }) => topic.includes(`/${id}/`))
        .map(({ payload }) => (JSON.parse(payload) as { ts: string }[]).map(({ ts }) => ts));
    const [first, second] = ends('A1');
    // From the second day on: the first one is stored.
    expect([first?.length, first?.[0], first?.at(-1)]).toEqual([
      15 * 24,
      '2026-03-11T01:00:00+08:00',
      '2026-03-26T00:00:00+08:00',
    ]);
    expect([second?.length, second?.at(-1)]).toEqual([6 * 24 + 8, '2026-04-01T08:00:00+08:00']);
    expect(ends('W1').map(({ length }) => length)).toEqual([16 * 6, 6 * 6 + 2]);
    expect(ends('A2')[0]?.[0]).toBe('2026-03-10T00:00:00+08:00');
    expect(asked.filter((each) => each.startsWith('W1'))).toHaveLength(23);
    // The hour of an array is the hour that is replayed alone.
    const alone = await listen();
    await fleetOn(alone).start();
    await alone.when((heard) => observations(heard).length === BACKFILL);
    const single = observations(alone.heard).filter(({ topic }) => topic.includes('/A1/'));
    const arrays = observations(broker.heard).filter(({ topic }) => topic.includes('/A1/'));
    expect((JSON.parse(arrays[1]?.payload ?? '[]') as object[]).slice(-8)).toEqual(
      single.map(({ payload }) => JSON.parse(payload)),
    );
  });

  it('says the same with the same seed, and something else with another', async () => {
    const said = async (seed: number): Promise<string[]> => {
      const broker = await listen();
      await fleetOn(broker, { seed }).start();
      await broker.when((heard) => observations(heard).length === BACKFILL);
      return observations(broker.heard)
        .map(({ topic, payload }) => topic + payload)
        .sort();
    };
    const first = await said(7);
    expect(await said(7)).toEqual(first);
    expect(await said(8)).not.toEqual(first);
  });

  it('says online, and offline when it stops, both retained', async () => {
    const broker = await listen();
    const fleet = fleetOn(broker);
    await fleet.start();
    await broker.when((heard) => heard.filter(({ payload }) => payload === 'online').length === 3);
    await fleet.stop();
    const statuses = broker.heard.filter(({ topic }) => topic.endsWith('/status'));
    expect(statuses.map(({ payload }) => payload).sort()).toEqual([
      ...new Array(3).fill('offline'),
      ...new Array(3).fill('online'),
    ]);
    expect(statuses.every(({ retain }) => retain)).toBe(true);
  });

  it('goes live with a minute each minute and the hour at its end', async () => {
    const broker = await listen();
    let now: Instant = instant(Date.parse('2026-04-01T08:58:59.990+08:00'));
    const fleet = fleetOn(broker, { clock: { now: () => now }, backfillHours: 0 });
    await fleet.start();
    const heardUpTo = (count: number) => broker.when((heard) => observations(heard).length === count);
    now = shift(now, 10);
    await heardUpTo(2);
    now = shift(now, MINUTE);
    await heardUpTo(6);
    const said = observations(broker.heard)
      .map(({ topic, payload }) => ({ topic, ...JSON.parse(payload) }))
      .filter(({ topic }) => topic.includes('/A1/'));
    expect(said.map(({ ts, period }) => [ts, period])).toEqual([
      ['2026-04-01T08:59:00+08:00', 60],
      ['2026-04-01T09:00:00+08:00', 60],
      ['2026-04-01T09:00:00+08:00', 3600],
    ]);
    expect(fleet.state().phase).toBe('live');
  });

  it('sends duplicates, leaves gaps, and sends what is late after what is not', async () => {
    const broker = await listen();
    const troubles = { duplicates: 1, gaps: 0.3, late: 0.3 };
    await fleetOn(broker, { ...troubles, backfillHours: 48 }).start();
    await broker.when((heard) =>
      heard.some(({ payload }) => payload.includes('"2026-04-01T08:00:00+08:00"')),
    );
    const ofA1 = observations(broker.heard).filter(({ topic }) => topic.includes('/A1/'));
    const times = ofA1.map(({ payload }) => Date.parse(JSON.parse(payload).ts));
    expect(new Set(times).size).toBeLessThan(48);
    expect(times.length).toBeGreaterThanOrEqual(2 * new Set(times).size - 1);
    const steps = times.slice(1).map((time, i) => time - (times[i] ?? Number.NaN));
    expect(Math.min(...steps)).toBeLessThanOrEqual(-HOUR);
  });

  it('loses nothing when the network falls', async () => {
    const broker = await listen();
    await fleetOn(broker, { backfillHours: 240 }).start();
    await broker.when((heard) => observations(heard).length > 100);
    broker.cutAll();
    // 240 hours of two stations and sixty samples; what was in flight may come twice.
    const distinct = (heard: readonly Heard[]) =>
      new Set(observations(heard).map(({ topic, payload }) => topic + payload));
    await broker.when((heard) => distinct(heard).size === 2 * 240 + 60);
    const online = broker.heard.filter(({ payload }) => payload === 'online');
    expect(online.length).toBeGreaterThanOrEqual(6);
  });

  it('stops at once though the broker acknowledges nothing', async () => {
    let held = 0;
    const broker = await listen({
      authorizePublish: (_client, { topic }, done) => {
        if (topic.endsWith('/observations')) held++;
        else done(null);
      },
    });
    const fleet = fleetOn(broker);
    await fleet.start();
    await broker.when((heard) => heard.length === 3);
    // Waiting for a PUBACK would never end.
    await fleet.stop();
    expect(held).toBeLessThanOrEqual(3);
    expect(fleet.state().acknowledged).toBe(0);
  });

  it('does not start without a broker, and stops all the same', async () => {
    const broker = await startBroker();
    await broker.close();
    const fleet = fleetOn(broker);
    await expect(fleet.start()).rejects.toMatchObject({ code: 'broker-unavailable' });
    await fleet.stop();
    expect(fleet.state().published).toBe(0);
  });
});
