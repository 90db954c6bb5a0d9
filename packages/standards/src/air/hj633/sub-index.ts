import { ceil, exactly, type Rational } from '../../exact/rational.ts';
import { roundHalfEven, scaledInteger } from '../../exact/round.ts';
import type { Trace } from '../../figure/derivation.ts';
import { type Maybe, missing } from '../../figure/missing.ts';
import type { Column, Hj633Edition } from './edition.ts';
import { IAQI_SCALE } from './edition.ts';

/** Decimals of the fast path: thousandths of a unit, all integers safe. */
const DIGITS = 3;
const SCALE = 1000;

/** (iHi - iLo) / (bHi - bLo) × (c - bLo) + iLo, up to an integer, without a rounding error. */
function interpolate(c: number, bLo: number, bHi: number, iLo: number, iHi: number): number {
  const scaled = scaledInteger(c, DIGITS);
  if (scaled !== undefined) {
    const num = (iHi - iLo) * (scaled - bLo * SCALE);
    const den = (bHi - bLo) * SCALE;
    return iLo + (num - (num % den)) / den + (num % den === 0 ? 0 : 1);
  }
  const exact = exactly(c);
  const rise: Rational = {
    num: BigInt(iHi - iLo) * (exact.num - BigInt(bLo) * exact.den),
    den: BigInt(bHi - bLo) * exact.den,
  };
  return iLo + Number(ceil(rise));
}

function above(column: Column, edition: Hj633Edition): Maybe<number> {
  const rule = edition.aboveScale[column] ?? 500;
  return rule === 'no-sub-index' ? missing('beyond-scale') : rule;
}

/**
 * The sub-index of one concentration (µg/m³, CO mg/m³) in one column of table 1, rounded up to an integer.
 * @throws RangeError when the concentration is negative or not finite.
 * @source HJ 633-2012 4.2, 6.2; HJ 633-2026 4.2.2, 4.2.3 (rounding first), 4.2.6 [P]
 * @example subIndex(2.2, 'co.day', HJ633_2012) // 55, where doubles give 56
 */
export function subIndex(
  concentration: number,
  column: Column,
  edition: Hj633Edition,
  trace?: Trace,
): Maybe<number> {
  if (!(concentration >= 0 && concentration < Infinity))
    throw new RangeError(`not a concentration: ${concentration}`);
  const digits = edition.rounding?.[column.startsWith('co.') ? 'co' : 'others'];
  const c = digits === undefined ? concentration : roundHalfEven(concentration, digits);
  const points = edition.table[column];
  for (let i = 1; i < points.length; i++) {
    const [bLo, bHi, iLo, iHi] = [points[i - 1], points[i], IAQI_SCALE[i - 1], IAQI_SCALE[i]];
    if (bLo == null || bHi == null || iLo === undefined || iHi === undefined) break;
    if (c > bHi) continue;
    const result = interpolate(c, bLo, bHi, iLo, iHi);
    trace?.step({
      quantity: `iaqi.${column}`,
      edition: edition.id,
      clause: 'table 1, formula (1)',
      inputs: { received: concentration, concentration: c, bLo, bHi, iLo, iHi },
      arithmetic: `(${iHi} - ${iLo}) / (${bHi} - ${bLo}) × (${c} - ${bLo}) + ${iLo}, up to an integer`,
      result,
    });
    return result;
  }
  const result = above(column, edition);
  trace?.step({
    quantity: `iaqi.${column}`,
    edition: edition.id,
    clause: 'table 1, above its last concentration',
    inputs: { received: concentration, concentration: c },
    arithmetic: `${c} is above the last concentration of the column`,
    result: typeof result === 'number' ? result : null,
  });
  return result;
}
