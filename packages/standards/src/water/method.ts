import { WATER_ITEMS, type WaterItem } from './item.ts';

/** A named way to evaluate a section: which items take part, the others are shown as reference. */
export interface WaterMethod {
  readonly id: 'realtime' | '2011';
  readonly items: ReadonlySet<WaterItem>;
  readonly source: string;
}

const NOT_EVALUATED: readonly WaterItem[] = ['water_temperature', 'tn', 'fecal_coliform'];

export const WATER_METHODS: Readonly<Record<WaterMethod['id'], WaterMethod>> = {
  realtime: {
    id: 'realtime',
    items: new Set<WaterItem>(['ph', 'do', 'codmn', 'nh3n', 'tp']),
    source: 'the nationally published real-time class, values as received (water.md 3) [data]',
  },
  '2011': {
    id: '2011',
    items: new Set(WATER_ITEMS.filter((item) => !NOT_EVALUATED.includes(item))),
    source: '环办〔2011〕22号: table 1 but temperature, total nitrogen and fecal coliform [2]',
  },
};
