import type { Edition } from '../editions/edition.ts';
import { civilDate } from '../time/civil.ts';
import type { WaterBody, WaterItem } from './item.ts';

/** Limits for class I to V; inclusive. */
export type ClassLimits = readonly [number, number, number, number, number];

export type ItemRule =
  | { readonly kind: 'at-most'; readonly limits: ClassLimits }
  | { readonly kind: 'at-least'; readonly limits: ClassLimits }
  /** Both ends inclusive, the same for all classes; outside is worse than V. */
  | { readonly kind: 'within'; readonly low: number; readonly high: number };

export interface Gb3838Edition extends Edition {
  readonly standard: 'GB 3838';
  /** Table 1; water temperature has no class limits and no row here. */
  readonly rules: Readonly<Record<WaterBody, Readonly<Partial<Record<WaterItem, ItemRule>>>>>;
}

const atMost = (...limits: ClassLimits): ItemRule => ({ kind: 'at-most', limits });

const common: Readonly<Partial<Record<WaterItem, ItemRule>>> = {
  ph: { kind: 'within', low: 6, high: 9 }, // row 2
  do: { kind: 'at-least', limits: [7.5, 6, 5, 3, 2] }, // row 3; class I also at 90 % saturation
  codmn: atMost(2, 4, 6, 10, 15), // row 4
  cod: atMost(15, 15, 20, 30, 40), // row 5
  bod5: atMost(3, 3, 4, 6, 10), // row 6
  nh3n: atMost(0.15, 0.5, 1, 1.5, 2), // row 7
  tn: atMost(0.2, 0.5, 1, 1.5, 2), // row 9, lakes and reservoirs
  cu: atMost(0.01, 1, 1, 1, 1), // row 10
  zn: atMost(0.05, 1, 1, 2, 2), // row 11
  fluoride: atMost(1, 1, 1, 1.5, 1.5), // row 12
  se: atMost(0.01, 0.01, 0.01, 0.02, 0.02), // row 13
  as: atMost(0.05, 0.05, 0.05, 0.1, 0.1), // row 14
  hg: atMost(0.00005, 0.00005, 0.0001, 0.001, 0.001), // row 15
  cd: atMost(0.001, 0.005, 0.005, 0.005, 0.01), // row 16
  cr6: atMost(0.01, 0.05, 0.05, 0.05, 0.1), // row 17
  pb: atMost(0.01, 0.01, 0.05, 0.05, 0.1), // row 18
  cyanide: atMost(0.005, 0.05, 0.2, 0.2, 0.2), // row 19
  volatile_phenol: atMost(0.002, 0.002, 0.005, 0.01, 0.1), // row 20
  petroleum: atMost(0.05, 0.05, 0.05, 0.5, 1), // row 21
  las: atMost(0.2, 0.2, 0.2, 0.3, 0.3), // row 22
  sulfide: atMost(0.05, 0.1, 0.2, 0.5, 1), // row 23
  fecal_coliform: atMost(200, 2000, 10000, 20000, 40000), // row 24
};

/** GB 3838-2002 table 1 [P]/[2]; issued 2002-04-28, in force from 2002-06-01. */
export const GB3838_2002: Gb3838Edition = {
  id: 'GB 3838-2002',
  standard: 'GB 3838',
  title: { zh: '地表水环境质量标准', en: 'Environmental quality standards for surface water' },
  from: civilDate('2002-06-01'),
  source: 'water.md 1 [P]/[2]',
  rules: {
    river: { ...common, tp: atMost(0.02, 0.1, 0.2, 0.3, 0.4) }, // row 8
    lake: { ...common, tp: atMost(0.01, 0.025, 0.05, 0.1, 0.2) }, // row 8, lakes and reservoirs
  },
};
