import { ASSESSMENT_2011 } from '../assessment/assessment-2011.ts';
import type { WaterClass, WaterItem } from '../item.ts';
import type { WaterLevel } from '../level.ts';
import type { Rounding } from '../rounding.ts';

/** The choices of a method; each result states them. */
export interface SectionOptions {
  /** Digits of a value before its class is looked up [code]. */
  readonly rounding: Rounding;
  /** Class I of dissolved oxygen at 90 % of saturation too, where the water temperature is known [2]. */
  readonly saturationRelief: boolean;
  /** Total nitrogen counts; else it is shown as reference, as everywhere published [2]. */
  readonly totalNitrogen: boolean;
  /** The items that take part, where not those of the method: `fivePlus('fluoride')`. */
  readonly items?: readonly WaterItem[];
}

/** A named way to evaluate a section. */
export interface WaterMethod {
  readonly id: 'realtime' | '2011';
  /** The items that take part; the others are shown as reference. */
  readonly items: ReadonlySet<WaterItem>;
  readonly options: SectionOptions;
  readonly levels: Readonly<Record<WaterClass, WaterLevel>>;
  readonly source: string;
}

/** The five of every automatic section. @source 环办〔2011〕22号, automatic sections "5+X" [2] */
const FIVE: readonly WaterItem[] = ['ph', 'do', 'codmn', 'nh3n', 'tp'];

/** The items of an automatic section, "5+X": the five and what is particular to the section [2]. */
export const fivePlus = (...particular: readonly WaterItem[]): readonly WaterItem[] => [
  ...new Set([...FIVE, ...particular]),
];

const AS_RECEIVED: SectionOptions = { rounding: 'none', saturationRelief: false, totalNitrogen: false };

/**
 * Both take values as they are by default: the digits before the class are known from programs alone [code], and
 * no published class was found that used the relief by saturation.
 */
export const WATER_METHODS: Readonly<Record<WaterMethod['id'], WaterMethod>> = {
  realtime: {
    id: 'realtime',
    items: new Set(FIVE),
    options: AS_RECEIVED,
    levels: ASSESSMENT_2011.levels,
    source: 'the nationally published real-time class, values as received [data]',
  },
  '2011': {
    id: '2011',
    items: new Set(ASSESSMENT_2011.items),
    options: AS_RECEIVED,
    levels: ASSESSMENT_2011.levels,
    source: '环办〔2011〕22号: table 1 but temperature, total nitrogen and fecal coliform [2]',
  },
};

/** The items that take part under a method and its options. */
export function itemsUnder(
  method: WaterMethod,
  { items, totalNitrogen }: SectionOptions,
): ReadonlySet<WaterItem> {
  if (items === undefined && !totalNitrogen) return method.items;
  const chosen = new Set(items ?? method.items);
  return totalNitrogen ? chosen.add('tn') : chosen;
}
