import {
  CONSUMERS,
  type ItemSum,
  inRecordOrder,
  offsetAt,
  type Result,
  type Store,
  type WaterParameter,
} from '@lanbi/model';
import { addDays, civilDate, DAY, instant, startOfDate } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';

/** As many as a province has. */
export const SECTIONS = 159;
const DAYS = 365;
export const FIRST = civilDate('2025-01-01');
export const NOW = instant(startOfDate(FIRST) + 400 * DAY);
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
/** Sections of one river. */
export const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  rivers: [{ id: 'R', name: 'R' }],
  sections: ids.map((at) => ({
    ...{ id: `S${at}`, name: `S${at}`, region: 'r', river: 'R', waterBody: 'river', target: 'III' },
  })),
  stations: ids.map((at) => ({
    ...{ id: `W${at}`, medium: 'water', name: `W${at}`, region: 'r', section: `S${at}` },
  })),
});

/** Days of a year of each section, and its latest sample. */
export async function fillSections(store: Store): Promise<void> {
  for (let day = 0; day < DAYS; day += 1)
    await store.commit(
      CONSUMERS.evaluate,
      offsetAt(day + 1),
      ids.map((section) => dayOf(section, day)),
      NOW,
    );
  await store.commit(CONSUMERS.evaluate, offsetAt(DAYS + 1), ids.map(sampleOf), NOW);
}
