import {
  type Comparison,
  compareLakes,
  compareRivers,
  compareSections,
  type Member,
} from '@lanbi/evaluation';
import type { WaterStandards } from '@lanbi/standards';
import type { FigureFamily } from './family.ts';
import { lakeFigures } from './water-lake.ts';
import { waterPeriodFigures } from './water-period.ts';
import { riverFigures } from './water-river.ts';

/** A section over two periods. */
interface SectionTwice {
  readonly of: 'section';
  readonly before: Member | undefined;
  readonly after: Member;
}

/** The sections of a river, lake or area over two periods. */
interface WatersTwice {
  readonly of: 'river' | 'lake' | 'area';
  readonly before: readonly Member[];
  readonly after: readonly Member[];
}

/** A water over an earlier and a later period, and the standards in force at the end of the later one. */
export type WaterOverPeriods = (SectionTwice | WatersTwice) & { readonly inForce: WaterStandards };

/**
 * Change of a section, river, lake or area against an earlier period: by class, of five sections or more by their shares.
 * Both periods are evaluated under the standards of the later one.
 * @source 环办〔2011〕22号, change between periods
 */
export const waterChangeFigures: FigureFamily<WaterOverPeriods, WaterStandards, Comparison> = {
  name: 'water-change',
  title: { zh: '水质变化程度', en: 'Change of water quality against an earlier period' },
  subjects: ['section', 'river', 'lake', 'area'],
  span: 'period',
  version: 1,
  inputs: [waterPeriodFigures, riverFigures, lakeFigures],
  compute({ inForce, ...waters }, by = inForce) {
    if (waters.of === 'section') return compareSections(waters.before, waters.after, by);
    const compare = waters.of === 'lake' ? compareLakes : compareRivers;
    return compare(waters.before, waters.after, by);
  },
  alertValues: [],
  tables: [],
};
