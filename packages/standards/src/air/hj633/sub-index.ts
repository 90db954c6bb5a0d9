import { ceil, exactly } from '../../exact/rational.ts';
import { roundHalfEven, scaledInteger } from '../../exact/round.ts';
import type { Trace } from '../../figure/derivation.ts';
import { type Maybe, missing } from '../../figure/missing.ts';
import { concentration } from '../pollutant.ts';
import { type Column, type Hj633Edition, IAQI_SCALE } from './edition.ts';

/** Decimals of the fast path: a tenth of a millionth of a unit, as day values and `roundable` ones have; all integers safe. */
const DIGITS = 7;
const SCALE = 1e7;
/** The end of the scale. @source HJ 633, the breakpoints end there [D] */
const CAP = 500;

interface Segment {
  readonly bLo: number;
  readonly bHi: number;
  readonly iLo: number;
  readonly iHi: number;
}

/** The segments of each column, made once. */
const columns = new WeakMap<Hj633Edition, Partial<Record<Column, readonly Segment[]>>>();

function segmentsOf(column: Column, edition: Hj633Edition): readonly Segment[] {
  let made = columns.get(edition);
  if (!made) {
    made = {};
    columns.set(edition, made);
  }
  made[column] ??= cut(edition.table[column]);
  return made[column];
}

function cut(points: Hj633Edition['table'][Column]): Segment[] {
  const segments: Segment[] = [];
  let low: { readonly b: number; readonly i: number } | undefined;
  for (const [at, iHi] of IAQI_SCALE.entries()) {
    const bHi = points[at];
    if (typeof bHi !== 'number') break;
    if (low) segments.push({ bLo: low.b, bHi, iLo: low.i, iHi });
    low = { b: bHi, i: iHi };
  }
  return segments;
}

/** (iHi - iLo) / (bHi - bLo) × (c - bLo) + iLo, up to an integer, without a rounding error. */
function interpolate(c: number, { bLo, bHi, iLo, iHi }: Segment): number {
  const scaled = scaledInteger(c, DIGITS);
  if (scaled !== undefined) {
    const num = (iHi - iLo) * (scaled - bLo * SCALE);
    const den = (bHi - bLo) * SCALE;
    const over = num % den;
    return iLo + (num - over) / den + (over === 0 ? 0 : 1);
  }
  const exact = exactly(c);
  const num = BigInt(iHi - iLo) * (exact.num - BigInt(bLo) * exact.den);
  return iLo + Number(ceil({ num, den: BigInt(bHi - bLo) * exact.den }));
}

function above(column: Column, edition: Hj633Edition): Maybe<number> {
  const rule = edition.aboveScale[column] ?? CAP;
  return rule === 'no-sub-index' ? missing('beyond-scale') : rule;
}

/**
 * The sub-index of one concentration (µg/m³, CO mg/m³) in one column of the breakpoints, rounded up to an integer.
 * @throws RangeError when the concentration is negative or not finite.
 * @source HJ 633-2012 6.2 (up); HJ 633-2026 4.2.2, 4.2.3 (rounding first), 4.2.6 (up) [P]
 * @example subIndex(2.2, 'co.day', HJ633_2012) // 55, where doubles give 56
 */
export function subIndex(
  received: number,
  column: Column,
  edition: Hj633Edition,
  trace?: Trace,
): Maybe<number> {
  concentration(received);
  const digits = edition.rounding?.[column.startsWith('co.') ? 'co' : 'others'];
  const c = digits === undefined ? received : roundHalfEven(received, digits);
  for (const segment of segmentsOf(column, edition)) {
    if (c > segment.bHi) continue;
    const index = interpolate(c, segment);
    if (trace) traceWithin(received, c, column, segment, index, edition, trace);
    return index;
  }
  const index = above(column, edition);
  if (trace) traceAbove(received, c, column, index, edition, trace);
  return index;
}

/** Where the rule stands, after the clause of rounding where the edition rounds first. */
const clausesOf = ({ rounding, sources }: Hj633Edition, ...clauses: readonly string[]): string =>
  [...(rounding ? [sources.rounding.clause] : []), ...clauses].join('; ');

function traceWithin(
  received: number,
  c: number,
  column: Column,
  segment: Segment,
  result: number,
  edition: Hj633Edition,
  trace: Trace,
): void {
  const { bLo, bHi, iLo, iHi } = segment;
  const { table, roundUp } = edition.sources;
  trace.step({
    quantity: `iaqi.${column}`,
    edition: edition.id,
    clause: clausesOf(edition, table.clause, roundUp.clause),
    inputs: { received, concentration: c, bLo, bHi, iLo, iHi },
    arithmetic: `(${iHi} - ${iLo}) / (${bHi} - ${bLo}) × (${c} - ${bLo}) + ${iLo}`,
    rounding: 'up to an integer',
    result,
  });
}

function traceAbove(
  received: number,
  c: number,
  column: Column,
  index: Maybe<number>,
  edition: Hj633Edition,
  trace: Trace,
): void {
  const result = typeof index === 'number' ? index : null;
  const { aboveScale, cap } = edition.sources;
  trace.step({
    quantity: `iaqi.${column}`,
    edition: edition.id,
    clause: clausesOf(edition, column in edition.aboveScale ? aboveScale.clause : cap.clause),
    inputs: { received, concentration: c },
    arithmetic: `${c} is above the last concentration of the column: ${result ?? 'no sub-index'}`,
    result,
  });
}
