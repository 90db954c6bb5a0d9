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

export type WaterBody = 'river' | 'lake';

export const WATER_CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'] as const;
export type WaterClass = (typeof WATER_CLASSES)[number];

/** The classes that table 1 gives limits for, best first; beyond the last is worse than V. */
export const BOUNDED_CLASSES = ['I', 'II', 'III', 'IV', 'V'] as const;
export type BoundedClass = (typeof BOUNDED_CLASSES)[number];

const RANKS: Readonly<Record<WaterClass, number>> = { I: 1, II: 2, III: 3, IV: 4, V: 5, 'worse-than-V': 6 };

/** 1 for I to 6 for worse than V. @example rankOf('worse-than-V') // 6 */
export const rankOf = (of: WaterClass): number => RANKS[of];
