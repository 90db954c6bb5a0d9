import { WATER_PARAMETERS, type WaterParameter } from '../nouns/parameter.ts';

/**
 * Numbers of items of water in stored bytes, without a gap. A number is never reused, and a new item gets the next one;
 * the compiler requires it.
 */
const CODES: Readonly<Record<WaterParameter, number>> = {
  water_temperature: 0,
  ph: 1,
  do: 2,
  conductivity: 3,
  turbidity: 4,
  codmn: 5,
  nh3n: 6,
  tp: 7,
  tn: 8,
  cod: 9,
  bod5: 10,
  cu: 11,
  zn: 12,
  fluoride: 13,
  se: 14,
  as: 15,
  hg: 16,
  cd: 17,
  cr6: 18,
  pb: 19,
  cyanide: 20,
  volatile_phenol: 21,
  petroleum: 22,
  las: 23,
  sulfide: 24,
  fecal_coliform: 25,
  chla: 26,
  algae_density: 27,
  transparency: 28,
};

/** The items at the index of their numbers, which is their order in a record. */
export const WATER_RECORD_ITEMS: readonly WaterParameter[] = [...WATER_PARAMETERS].sort(
  (a, b) => CODES[a] - CODES[b],
);

/** Values of some items. */
export type ByWaterItem<Value> = Readonly<Partial<Record<WaterParameter, Value>>>;

/** Returns the values in the order of a record. */
export function inRecordOrder<Value>(some: ByWaterItem<Value>): ByWaterItem<Value> {
  const ordered: Partial<Record<WaterParameter, Value>> = {};
  for (const item of WATER_RECORD_ITEMS) {
    const value = some[item];
    if (value !== undefined) ordered[item] = value;
  }
  return ordered;
}
