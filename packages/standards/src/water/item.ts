/** Items of GB 3838-2002 table 1, in its order (total phosphorus once: its limits depend on the water body). */
export const WATER_ITEMS = [
  'water_temperature',
  'ph',
  'do',
  'codmn',
  'cod',
  'bod5',
  'nh3n',
  'tp',
  'tn',
  'cu',
  'zn',
  'fluoride',
  'se',
  'as',
  'hg',
  'cd',
  'cr6',
  'pb',
  'cyanide',
  'volatile_phenol',
  'petroleum',
  'las',
  'sulfide',
  'fecal_coliform',
] as const;

/** mg/L; pH without unit, temperature °C, coliform 1/L. */
export type WaterItem = (typeof WATER_ITEMS)[number];

const PLACES: ReadonlyMap<string, number> = new Map(WATER_ITEMS.map((item, place) => [item, place]));

function inTableOrder(names: readonly string[]): names is readonly WaterItem[] {
  let last = -1;
  for (const name of names) {
    const place = PLACES.get(name) ?? -1;
    if (place <= last) return false;
    last = place;
  }
  return true;
}

/**
 * The items among the keys of a record, in table order. Keys that are in order already are taken as they are, which
 * is several times faster than asking for each of the 24.
 * @example itemsIn({ tp: 0.1, do: 8, turbidity: 3 }) // ['do', 'tp']
 */
export function itemsIn(record: Readonly<Partial<Record<WaterItem, unknown>>>): readonly WaterItem[] {
  const names = Object.keys(record);
  return inTableOrder(names) ? names : WATER_ITEMS.filter((item) => Object.hasOwn(record, item));
}

export type WaterBody = 'river' | 'lake';

export const WATER_CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'] as const;
export type WaterClass = (typeof WATER_CLASSES)[number];

/** The classes that table 1 gives limits for, best first; beyond the last is worse than V. */
export const BOUNDED_CLASSES = ['I', 'II', 'III', 'IV', 'V'] as const;
export type BoundedClass = (typeof BOUNDED_CLASSES)[number];

const RANKS: Readonly<Record<WaterClass, number>> = { I: 1, II: 2, III: 3, IV: 4, V: 5, 'worse-than-V': 6 };

/** 1 for I to 6 for worse than V. @example rankOf('worse-than-V') // 6 */
export const rankOf = (of: WaterClass): number => RANKS[of];
