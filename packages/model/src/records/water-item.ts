import { WATER_PARAMETERS, type WaterParameter } from '../nouns/parameter.ts';

/**
 * Items of water by their number in stored bytes, without a gap. A number is never given to another item, and a new item
 * gets the next one: without it this does not compile.
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

/** The items, each at the place of its number; so they are ordered in a record. */
export const WATER_RECORD_ITEMS: readonly WaterParameter[] = [...WATER_PARAMETERS].sort(
  (a, b) => CODES[a] - CODES[b],
);

/** What only some items have. */
export type ByWaterItem<Value> = Readonly<Partial<Record<WaterParameter, Value>>>;

/** The same in the order in which a record holds its items. */
export function inRecordOrder<Value>(some: ByWaterItem<Value>): ByWaterItem<Value> {
  const ordered: Partial<Record<WaterParameter, Value>> = {};
  for (const item of WATER_RECORD_ITEMS) {
    const value = some[item];
    if (value !== undefined) ordered[item] = value;
  }
  return ordered;
}
