import { windowOf } from '@lanbi/evaluation';
import {
  CONSUMERS,
  type ItemSum,
  inRecordOrder,
  offsetAt,
  type Result,
  type WaterParameter,
} from '@lanbi/model';
import { LatestFigures, WaterFigures } from '@lanbi/query';
import { addDays, civilDate, DAY, instant, startOfDate } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { withStore } from '../support/embedded.ts';

const SECTIONS = 159;
const DAYS = 365;
const FIRST = civilDate('2025-01-01');
const NOW = instant(startOfDate(FIRST) + 400 * DAY);
/** The items of an automatic station, with the decimals of their readings. */
const ITEMS = {
  water_temperature: [20, 1],
  do: [8, 2],
  conductivity: [700, 1],
  turbidity: [10, 1],
  codmn: [4, 2],
  nh3n: [0.4, 3],
  tp: [0.1, 3],
  tn: [2, 2],
} as const satisfies Partial<Record<WaterParameter, readonly [number, number]>>;

function sumsOf(section: number, day: number) {
  const sums: Partial<Record<WaterParameter, ItemSum>> = {
    ph: { unscaled: 24n * 10n ** 18n + BigInt(section * 1_000 + day), scale: 0, count: 24 },
  };
  for (const [item, [mean, scale]] of Object.entries(ITEMS)) {
    const unscaled = Math.round(24 * mean * 10 ** scale) + ((section * 7 + day * 3) % 97) * 10 + 1;
    sums[item as WaterParameter] = { unscaled, scale, count: 24 };
  }
  return inRecordOrder(sums);
}

const dayOf = (section: number, day: number): Result => {
  const from = startOfDate(addDays(FIRST, day));
  return {
    kind: 'class.day',
    subject: `S${section}`,
    from,
    to: instant(from + DAY),
    body: { sums: sumsOf(section, day), samples: 24, covered: 6 },
  };
};

const sampleOf = (section: number): Result => ({
  kind: 'class.sample',
  subject: `S${section}`,
  from: NOW,
  to: NOW,
  body: {
    values: { ph: 7.8, do: 8.1, codmn: 3.9, nh3n: 0.41, tp: 0.11, tn: 2.2 },
    stations: [],
    instant: false,
  },
});

const ids = Array.from({ length: SECTIONS }, (_, at) => at);
const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  rivers: [{ id: 'R', name: 'R' }],
  sections: ids.map((at) => ({
    ...{ id: `S${at}`, name: `S${at}`, region: 'r', river: 'R', waterBody: 'river', target: 'III' },
  })),
  stations: ids.map((at) => ({
    ...{ id: `W${at}`, medium: 'water', name: `W${at}`, region: 'r', section: `S${at}` },
  })),
});

/** Milliseconds of the processor, which other programs on the machine do not lengthen. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 100) / 10;
}

/** A year of a river of 159 sections: when no day is in memory, again, and the latest class of all. */
async function run(): Promise<void> {
  await withStore(async (store) => {
    for (let day = 0; day < DAYS; day += 1)
      await store.commit(
        CONSUMERS.evaluate,
        offsetAt(day + 1),
        ids.map((section) => dayOf(section, day)),
        NOW,
      );
    await store.commit(CONSUMERS.evaluate, offsetAt(DAYS + 1), ids.map(sampleOf), NOW);
    const clock = { now: () => NOW };
    const window = windowOf('year', FIRST);
    const year = (water: WaterFigures) => water.get('river.class.year', 'R', window);
    const times = { cold: [] as number[], warm: [] as number[], latest: [] as number[] };
    for (let round = 0; round < 5; round += 1) {
      const water = new WaterFigures({ store, registry, clock });
      times.cold.push(await cpuOf(() => year(water)));
      times.warm.push(await cpuOf(() => year(water)));
      const latest = new LatestFigures({ store, registry, clock });
      times.latest.push(
        await cpuOf(async () => {
          for (const { result } of (await latest.all('sections')).figures) if (result) water.sample(result);
        }),
      );
    }
    console.log(`a year of ${SECTIONS} sections, ms of the processor:`, times);
  });
}

export const bench = { name: 'water: a year of 159 sections', run };
