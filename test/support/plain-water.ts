import type { PublishedSample } from '@lanbi/testkit/data/published-water';

/** Figures of water in plain loops over the published rows: nothing of what is tested takes part. */

export const CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'] as const;
export type PlainItem = 'ph' | 'do' | 'codmn' | 'nh3n' | 'tp';
export const ITEMS: readonly PlainItem[] = ['ph', 'do', 'codmn', 'nh3n', 'tp'];

/** GB 3838-2002 table 1, classes I to V. */
const LIMITS = {
  do: [7.5, 6, 5, 3, 2],
  codmn: [2, 4, 6, 10, 15],
  nh3n: [0.15, 0.5, 1, 1.5, 2],
  river: [0.02, 0.1, 0.2, 0.3, 0.4],
  lake: [0.01, 0.025, 0.05, 0.1, 0.2],
} as const;

export type Body = 'river' | 'lake';

const limitsOf = (item: Exclude<PlainItem, 'ph'>, body: Body) => LIMITS[item === 'tp' ? body : item];

/** 1 for I to 6 for worse than V. */
export function rankOf(item: PlainItem, value: number, body: Body): number {
  if (item === 'ph') return value >= 6 && value <= 9 ? 1 : 6;
  const limits = limitsOf(item, body);
  const rank = limits.findIndex((limit) => (item === 'do' ? value >= limit : value <= limit));
  return rank < 0 ? 6 : rank + 1;
}

export type Values = Readonly<Partial<Record<string, number>>>;

/** The worst of the items that are there; 0 without any. */
export const worstOf = (values: Values, body: Body): number =>
  Math.max(0, ...ITEMS.map((item) => (values[item] === undefined ? 0 : rankOf(item, values[item], body))));

/** How far an item is beyond class III, two decimals; null of pH and dissolved oxygen, which have no multiple. */
export function multipleOf(item: PlainItem, value: number, body: Body): number | null {
  if (item === 'ph' || item === 'do') return null;
  const limit = limitsOf(item, body)[2];
  return Math.round(((value - limit) / limit) * 100 + 1e-9) / 100;
}

/** The rows of each section and time; of two the later one of the file. */
export function bySection(samples: readonly PublishedSample[]): Map<string, Map<string, Values>> {
  const sections = new Map<string, Map<string, Values>>();
  for (const { section, ts, values } of samples) {
    const own = sections.get(section) ?? new Map<string, Values>();
    sections.set(section, own);
    own.set(ts, { ...own.get(ts), ...values });
  }
  return sections;
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Analysed every four hours: the last of each of the six slots of a day counts (docs/evaluation-water.md). */
const EVERY_FOUR_HOURS: readonly string[] = ['codmn', 'nh3n', 'tp', 'tn'];

/** The day and slot of an hour that ends then: an hour that ends at midnight is of the day before. */
function slotOf(ts: string): string {
  const before = new Date(Date.parse(ts) + 8 * 3_600_000 - 1).toISOString();
  return `${before.slice(0, 10)} ${Math.floor(Number(before.slice(11, 13)) / 4)}`;
}

/** Mean of an item over samples in the order of time; pH is that of the mean of the hydrogen ions. */
export function meanOf(
  item: string,
  samples: readonly (readonly [ts: string, values: Values])[],
): number | null {
  const all = samples.flatMap(([ts, values]) =>
    values[item] === undefined ? [] : [[ts, values[item]] as const],
  );
  const counted = EVERY_FOUR_HOURS.includes(item)
    ? [...new Map(all.map(([ts, value]) => [slotOf(ts), value])).values()]
    : all.map(([, value]) => value);
  if (counted.length === 0) return null;
  return item === 'ph' ? -Math.log10(mean(counted.map((ph) => 10 ** -ph))) : mean(counted);
}

/** Decimals of a mean before its class is looked up. */
const DIGITS: Readonly<Record<PlainItem, number>> = { ph: 0, do: 1, codmn: 1, nh3n: 2, tp: 3 };

export function assessed(item: PlainItem, value: number): number {
  const power = 10 ** DIGITS[item];
  return Math.round(value * power) / power;
}

const TROPHIC = {
  chla: [2.5, 1.086, 0.2663],
  tp: [9.436, 1.624, 0.1879],
  tn: [5.453, 1.694, 0.179],
  codmn: [0.109, 2.661, 0.1834],
} as const;

/** The trophic index without transparency, which no automatic station measures. @param values chla in mg/L */
export function trophicIndex(values: Readonly<Record<keyof typeof TROPHIC, number | null>>): number | null {
  let [sum, weights] = [0, 0];
  for (const [item, [a, b, weight]] of Object.entries(TROPHIC)) {
    const value = values[item as keyof typeof TROPHIC];
    if (value === null || value <= 0) continue;
    const x = item === 'chla' ? value * 1000 : value;
    sum += weight * 10 * (a + b * Math.log(x));
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}
