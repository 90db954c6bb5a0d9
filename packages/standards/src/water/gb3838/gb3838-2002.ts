import type { Sourced } from '../../editions/edition.ts';
import { civilDate } from '../../time/civil.ts';
import type { Gb3838Edition, ItemRule, ItemRules } from './edition.ts';

const sourced = (row: number): Sourced => ({ clause: `table 1, row ${row}`, status: '2' });

type Row = readonly [I: number, II: number, III: number, IV: number, V: number];

const limitsOf = ([I, II, III, IV, V]: Row) => ({ I, II, III, IV, V });

const atMost = (row: number, ...limits: Row): ItemRule => ({
  kind: 'at-most',
  limits: limitsOf(limits),
  ...sourced(row),
});

const common: ItemRules = {
  ph: { kind: 'within', low: 6, high: 9, ...sourced(2) },
  do: { kind: 'at-least', limits: limitsOf([7.5, 6, 5, 3, 2]), saturationPercent: 90, ...sourced(3) },
  codmn: atMost(4, 2, 4, 6, 10, 15),
  cod: atMost(5, 15, 15, 20, 30, 40),
  bod5: atMost(6, 3, 3, 4, 6, 10),
  nh3n: atMost(7, 0.15, 0.5, 1.0, 1.5, 2.0),
  tn: atMost(9, 0.2, 0.5, 1.0, 1.5, 2.0), // lakes and reservoirs, evaluated apart
  cu: atMost(10, 0.01, 1.0, 1.0, 1.0, 1.0),
  zn: atMost(11, 0.05, 1.0, 1.0, 2.0, 2.0),
  fluoride: atMost(12, 1.0, 1.0, 1.0, 1.5, 1.5),
  se: atMost(13, 0.01, 0.01, 0.01, 0.02, 0.02),
  as: atMost(14, 0.05, 0.05, 0.05, 0.1, 0.1),
  hg: atMost(15, 0.00005, 0.00005, 0.0001, 0.001, 0.001),
  cd: atMost(16, 0.001, 0.005, 0.005, 0.005, 0.01),
  cr6: atMost(17, 0.01, 0.05, 0.05, 0.05, 0.1),
  pb: atMost(18, 0.01, 0.01, 0.05, 0.05, 0.1),
  cyanide: atMost(19, 0.005, 0.05, 0.2, 0.2, 0.2),
  volatile_phenol: atMost(20, 0.002, 0.002, 0.005, 0.01, 0.1),
  petroleum: atMost(21, 0.05, 0.05, 0.05, 0.5, 1.0),
  las: atMost(22, 0.2, 0.2, 0.2, 0.3, 0.3),
  sulfide: atMost(23, 0.05, 0.1, 0.2, 0.5, 1.0),
  fecal_coliform: atMost(24, 200, 2000, 10000, 20000, 40000),
};

/**
 * GB 3838-2002 table 1; issued 2002-04-28, in force from 2002-06-01.
 * @source GB 3838-2002 table 1 [P]/[2]
 */
export const GB3838_2002: Gb3838Edition = {
  id: 'GB 3838-2002',
  standard: 'GB 3838',
  title: { zh: '地表水环境质量标准', en: 'Environmental quality standards for surface water' },
  from: civilDate('2002-06-01'),
  source: 'GB 3838-2002, issued 2002-04-28, in force 2002-06-01 [P]/[2]',
  temperature: { maxWeeklyRise: 1, maxWeeklyFall: 2, clause: 'table 1, row 1', status: 'M' },
  rules: {
    river: { ...common, tp: atMost(8, 0.02, 0.1, 0.2, 0.3, 0.4) },
    lake: { ...common, tp: atMost(8, 0.01, 0.025, 0.05, 0.1, 0.2) }, // lakes and reservoirs
  },
};
