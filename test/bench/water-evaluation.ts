import { WaterRecomputation } from '@lanbi/evaluation';
import type { Observation, Store } from '@lanbi/model';
import { DAY, HOUR, instant } from '@lanbi/standards';
import { observationOf, registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { apiOver } from '../support/api.ts';
import { withStore } from '../support/embedded.ts';

const PER_RIVER = 8;
/** 2026-07-01T00:00:00+08:00 */
const BEGIN = 1_782_835_200_000;

function registryFor(sections: number) {
  const ids = Array.from({ length: sections }, (_, at) => at);
  return registryOf({
    regions: [{ id: 'r', name: 'r', kind: 'city' }],
    rivers: Array.from({ length: Math.ceil(sections / PER_RIVER) }, (_, at) => ({
      id: `R${at}`,
      name: `R${at}`,
    })),
    sections: ids.map((at) => ({
      id: `S${at}`,
      name: `S${at}`,
      region: 'r',
      river: `R${Math.floor(at / PER_RIVER)}`,
      waterBody: 'river',
      target: 'III',
    })),
    stations: ids.map((at) => ({
      id: `W${at}`,
      medium: 'water',
      name: `W${at}`,
      region: 'r',
      section: `S${at}`,
    })),
  });
}

type Registry = ReturnType<typeof registryFor>;

const made = (registry: Registry, station: number, to: number): Observation => {
  const swing = Math.sin(to / DAY + station) / 10;
  const value = (mean: number) => Number((mean * (1 + swing)).toFixed(3));
  return observationOf(registry, `W${station}`, instant(to), {
    water_temperature: value(20),
    ph: value(7.9),
    do: value(8),
    conductivity: value(700),
    turbidity: value(10),
    codmn: value(4),
    nh3n: value(0.4),
    tp: value(0.1),
    tn: value(2),
  });
};

/** Time of the processor, which other programs on the machine do not lengthen. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const ms = (from: number): number => cpu() - from;

/** One hour of all stations, until everything that it touches is settled. */
async function hour(registry: Registry, run: WaterRun, to: number): Promise<number> {
  const sections = registry.sections.size;
  for (let at = 0; at < sections; at += 1_000)
    await run.write(
      Array.from({ length: Math.min(1_000, sections - at) }, (_, n) => made(registry, at + n, to)),
    );
  const start = cpu();
  await run.finish();
  return ms(start);
}

async function manyStations(sections: number): Promise<void> {
  const registry = registryFor(sections);
  await withStore(async (store) => {
    const run = new WaterRun(store, registry);
    const times: number[] = [];
    const heap = () => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    const before = heap();
    for (let n = 1; n <= 3; n += 1) times.push(await hour(registry, run, BEGIN + n * HOUR));
    const each = times.map((time) => ((time * 1000) / sections).toFixed(0)).join(', ');
    console.log(
      `${sections} stations: ${each} µs a reading for its sample, day, month, quarter, half-year and year`,
    );
    console.log(
      `  heap of the evaluation: ${(heap() - before).toFixed(0)} MiB (the store in memory is outside of the heap)`,
    );
  });
}

/** The baseline: every figure of the section out of its raw readings. */
async function anew(store: Store, registry: Registry, days: number): Promise<number> {
  const span = { from: instant(BEGIN), to: instant(BEGIN + (days + 1) * DAY) };
  const start = cpu();
  let figures = 0;
  for await (const _ of new WaterRecomputation({ store, registry }).results(
    [...registry.sections.values()],
    span,
  ))
    figures += 1;
  if (figures === 0) throw new Error('nothing was computed anew');
  return ms(start);
}

/** A reading a day for so long, then the cost of one more and of a correction in the middle. */
async function longWindows(days: number): Promise<void> {
  const registry = registryFor(1);
  await withStore(async (store) => {
    const run = new WaterRun(store, registry);
    const history = Array.from({ length: days }, (_, day) =>
      made(registry, 0, BEGIN + day * DAY + 12 * HOUR),
    );
    await run.write(history);
    await run.finish();
    const cost = async (to: number, change: number): Promise<number> => {
      const runs: number[] = [];
      for (let n = 0; n < 9; n += 1) {
        const { station } = made(registry, 0, to);
        await run.write([observationOf(registry, station, instant(to), { tp: change + n / 1000 })]);
        const start = cpu();
        await run.finish();
        runs.push(ms(start));
      }
      return runs.sort((a, b) => a - b)[4] ?? 0;
    };
    const live = await cost(BEGIN + days * DAY + 12 * HOUR, 0.2);
    const late = await cost(BEGIN + Math.floor(days / 2) * DAY + 12 * HOUR, 0.3);
    const scanned = await anew(store, registry, days);
    const api = await apiOver(store, registry, instant(BEGIN + days * DAY + 13 * HOUR));
    const start = cpu();
    for (let n = 0; n < 20; n += 1)
      await api.get('/v1/water/sections/S0/class/latest?interval=rolling-365d').catch(() => undefined);
    const asked = ms(start) / 20;
    await api.close();
    console.log(
      `${days} days kept: a reading ${live.toFixed(2)} ms, a late correction ${late.toFixed(2)} ms; all of it anew ${scanned.toFixed(1)} ms, ${(scanned / live).toFixed(0)} times a reading; asking rolling-365d ${asked.toFixed(1)} ms`,
    );
  });
}

/** What an update costs against the number of stations and the length of the windows, and what is remembered. */
export const bench = {
  name: 'water evaluation: cost of an update in processor time, memory',
  async run(): Promise<void> {
    for (const days of [7, 30, 365, 730]) await longWindows(days);
    for (const sections of [100, 1_000, 10_000]) await manyStations(sections);
  },
};
