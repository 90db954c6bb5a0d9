import { add, divide, exactly, multiply, type Rational, rational, subtract, sum } from '../exact/rational.ts';
import type { Trace } from '../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import type { Gb3838Edition, ItemRule } from './gb3838/edition.ts';
import type { WaterBody, WaterItem } from './item.ts';
import { meanValues } from './mean.ts';
import type { WaterValues } from './measured.ts';
import { nearest } from './nearest.ts';

/** The sections of a city, each with the means of its period. */
export interface CityWaters {
  readonly rivers: readonly WaterValues[];
  readonly lakes: readonly WaterValues[];
}

/** The index of the rivers or the lakes of a city. */
export interface BodyIndex {
  readonly sections: number;
  readonly index: Maybe<number>;
  readonly terms: Readonly<Partial<Record<WaterItem, number>>>;
  /** Items that no section has, or whose index is without bound: the sum lacks them. */
  readonly without: readonly WaterItem[];
}

export interface CityIndex {
  readonly edition: string;
  /** CWQI, not rounded; lower is better. */
  readonly index: Maybe<number>;
  readonly river: BodyIndex;
  readonly lake: BodyIndex;
}

const CLAUSE = 'city surface water ranking rules of 2017, CWQI';
const NEUTRAL = exactly(7);

/** C / S; for oxygen S / C; for pH its distance from 7 as a part of the range. Undefined where it has no bound. */
function termOf(value: number, rule: ItemRule): Rational | undefined {
  const c = exactly(value);
  if (rule.kind === 'at-most') return divide(c, exactly(rule.limits.III));
  if (rule.kind === 'at-least') return value > 0 ? divide(exactly(rule.limits.III), c) : undefined;
  const [low, high] = [exactly(rule.low), exactly(rule.high)];
  return value <= 7
    ? divide(subtract(NEUTRAL, c), subtract(NEUTRAL, low))
    : divide(subtract(c, NEUTRAL), subtract(high, NEUTRAL));
}

interface Weighed {
  readonly told: BodyIndex;
  readonly total: Rational;
}

function bodyIndex(
  sections: readonly WaterValues[],
  items: readonly WaterItem[],
  body: WaterBody,
  edition: Gb3838Edition,
  trace: Trace | undefined,
): Weighed {
  const means = meanValues(sections);
  const terms = new Map<WaterItem, Rational>();
  for (const item of items) {
    const [value, rule] = [means[item], edition.rules[body][item]];
    const term = value === undefined || isMissing(value) || !rule ? undefined : termOf(value, rule);
    if (!term) continue;
    terms.set(item, term);
    trace?.step({
      quantity: `cwqi.${body}.${item}`,
      edition: edition.id,
      clause: CLAUSE,
      inputs: { mean: Number(value), sections: sections.length },
      arithmetic: 'C / C_III; oxygen 5 / C; pH to 7: 7 - pH, above: (pH - 7) / 2',
      result: nearest(term),
    });
  }
  const total = sum([...terms.values()]);
  const told = {
    sections: sections.length,
    index: terms.size === 0 ? missing('no-data') : nearest(total),
    terms: Object.fromEntries([...terms].map(([item, term]) => [item, nearest(term)])),
    without: items.filter((item) => !terms.has(item)),
  };
  return { told, total };
}

/**
 * The city water quality index of 2017: for rivers and for lakes the sum over the items of the index of their mean,
 * the two weighted by their numbers of sections. A sum over fewer items says so and compares with its like only.
 * @throws RangeError when a value is not finite.
 * @source city surface water ranking rules of 2017 [code]; class III of GB 3838-2002 table 1
 */
export function cityWaterIndex(
  { rivers, lakes }: CityWaters,
  items: readonly WaterItem[],
  edition: Gb3838Edition,
  trace?: Trace,
): CityIndex {
  const river = bodyIndex(rivers, items, 'river', edition, trace);
  const lake = bodyIndex(lakes, items, 'lake', edition, trace);
  const parts = [river, lake].filter(({ told }) => told.sections > 0);
  const base = { edition: edition.id, river: river.told, lake: lake.told };
  const reason = parts.map(({ told }) => told.index).find(isMissing);
  if (reason || parts.length === 0) return { ...base, index: reason ?? missing('no-data') };
  const weighed = parts.map(({ told, total }) => multiply(total, rational(BigInt(told.sections))));
  const index = nearest(divide(weighed.reduce(add), rational(BigInt(rivers.length + lakes.length))));
  trace?.step({
    quantity: 'cwqi',
    edition: edition.id,
    clause: CLAUSE,
    inputs: { rivers: rivers.length, lakes: lakes.length },
    arithmetic: '(rivers × their index + lakes × their index) / (rivers + lakes)',
    result: index,
  });
  return { ...base, index };
}
