import { add, divide, exactly, multiply, type Rational, rational, subtract, sum } from '../exact/rational.ts';
import type { Trace } from '../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import type { Gb3838Edition, ItemRule } from './gb3838/edition.ts';
import type { WaterBody, WaterItem } from './item.ts';
import { meanValues } from './mean.ts';
import type { WaterValues } from './measured.ts';
import { nearest, nearestOfMeans } from './nearest.ts';

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
  /** Items that no section has: the sum lacks them, and compares with its like only. */
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

/**
 * C / S; for oxygen S / C; for pH its distance from 7 as a part of the range. No oxygen at all has no index.
 * @throws RangeError when the value is negative.
 */
function termOf(item: WaterItem, value: number, rule: ItemRule): Maybe<Rational> {
  if (value < 0) throw new RangeError(`not a reading: ${item} ${value}`);
  const c = exactly(value);
  if (rule.kind === 'at-most') return divide(c, exactly(rule.limits.III));
  if (rule.kind === 'at-least')
    return value > 0 ? divide(exactly(rule.limits.III), c) : missing('beyond-scale');
  const [low, high] = [exactly(rule.low), exactly(rule.high)];
  return value <= 7
    ? divide(subtract(NEUTRAL, c), subtract(NEUTRAL, low))
    : divide(subtract(c, NEUTRAL), subtract(high, NEUTRAL));
}

/** Class III as the arithmetic of a term names it. */
function arithmeticOf(value: number, rule: ItemRule): string {
  if (rule.kind === 'at-most') return `${value} / ${rule.limits.III}`;
  if (rule.kind === 'at-least') return `${rule.limits.III} / ${value}`;
  return value <= 7 ? `(7 - ${value}) / (7 - ${rule.low})` : `(${value} - 7) / (${rule.high} - 7)`;
}

type Terms = ReadonlyMap<WaterItem, Maybe<Rational>>;

interface Body {
  readonly name: WaterBody;
  readonly sections: readonly WaterValues[];
}

/** The index of each item that has a mean and a row of table 1, missing where it has no bound. */
function termsOf(
  { name, sections }: Body,
  items: readonly WaterItem[],
  edition: Gb3838Edition,
  trace?: Trace,
): Terms {
  const means = meanValues(sections, trace && { edition: edition.id, trace });
  const terms = new Map<WaterItem, Maybe<Rational>>();
  for (const item of items) {
    const [mean, rule] = [means[item], edition.rules[name][item]];
    if (mean === undefined || isMissing(mean) || !rule) continue;
    const term = termOf(item, mean, rule);
    terms.set(item, term);
    trace?.step({
      quantity: `cwqi.${name}.${item}`,
      edition: edition.id,
      clause: `${CLAUSE}; class III of ${rule.clause}`,
      inputs: { mean, sections: sections.length },
      arithmetic: arithmeticOf(mean, rule),
      result: isMissing(term) ? null : nearest(term),
    });
  }
  return terms;
}

interface Weighed {
  readonly figure: BodyIndex;
  readonly total: Rational;
}

function bodyIndex(body: Body, items: readonly WaterItem[], edition: Gb3838Edition, trace?: Trace): Weighed {
  const terms = termsOf(body, items, edition, trace);
  const bounded = [...terms].flatMap(([item, term]) => (isMissing(term) ? [] : [[item, term] as const]));
  const unbounded = [...terms.values()].find(isMissing);
  const total = sum(bounded.map(([, term]) => term));
  const figure = {
    sections: body.sections.length,
    index: unbounded ?? (bounded.length === 0 ? missing('no-data') : nearestOfMeans(total, nearest(total))),
    terms: Object.fromEntries(bounded.map(([item, term]) => [item, nearest(term)])),
    without: items.filter((item) => !terms.has(item)),
  };
  return { figure, total };
}

/**
 * The city water quality index of 2017: for rivers and for lakes the sum over the items of the index of their mean,
 * the two weighted by their numbers of sections. A sum over fewer items says so and compares with its like only.
 * Oxygen of zero has no index, so that neither has the whole (`beyond-scale`).
 * @throws RangeError when a value is not finite, or a mean is negative.
 * @source city surface water ranking rules of 2017 [code]; class III of GB 3838-2002 table 1
 * @example cityWaterIndex({ rivers: [{ codmn: 3 }], lakes: [] }, ['codmn'], GB3838_2002).index // 0.5
 */
export function cityWaterIndex(
  { rivers, lakes }: CityWaters,
  items: readonly WaterItem[],
  edition: Gb3838Edition,
  trace?: Trace,
): CityIndex {
  const river = bodyIndex({ name: 'river', sections: rivers }, items, edition, trace);
  const lake = bodyIndex({ name: 'lake', sections: lakes }, items, edition, trace);
  const parts = [river, lake].filter(({ figure }) => figure.sections > 0);
  const base = { edition: edition.id, river: river.figure, lake: lake.figure };
  const reason = parts.map(({ figure }) => figure.index).find(isMissing);
  if (reason || parts.length === 0) return { ...base, index: reason ?? missing('no-data') };
  const weighed = parts.map(({ figure, total }) => multiply(total, rational(BigInt(figure.sections))));
  const exact = divide(weighed.reduce(add), rational(BigInt(rivers.length + lakes.length)));
  const index = nearestOfMeans(exact, Number(exact.num) / Number(exact.den));
  trace?.step({
    quantity: 'cwqi',
    edition: edition.id,
    clause: CLAUSE,
    inputs: { rivers: rivers.length, lakes: lakes.length },
    arithmetic: parts
      .map(({ figure }) => `${figure.sections} × ${figure.index}`)
      .join(' + ')
      .concat(`, / ${rivers.length + lakes.length}`),
    result: index,
  });
  return { ...base, index };
}
