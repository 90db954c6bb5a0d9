import type { Sourced } from '../../editions/edition.ts';
import { exactly, multiply } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { concentration } from '../pollutant.ts';

/** What one part is at 298.15 K and 1013.25 hPa. */
export interface MixingRatio extends Sourced {
  readonly part: 'ppb' | 'ppm';
  readonly factor: number;
  readonly unit: 'µg/m³' | 'mg/m³';
}

const CLAUSE = 'conversion at 298.15 K, 1013.25 hPa';

/** @source conversion factors at the reference state since 2018-09-01 [1] */
export const MIXING_RATIOS: Readonly<Record<'o3' | 'no2' | 'so2' | 'co', MixingRatio>> = {
  o3: { part: 'ppb', factor: 1.962, unit: 'µg/m³', clause: CLAUSE, status: '1' },
  no2: { part: 'ppb', factor: 1.88, unit: 'µg/m³', clause: CLAUSE, status: '1' },
  so2: { part: 'ppb', factor: 2.62, unit: 'µg/m³', clause: CLAUSE, status: '1' },
  co: { part: 'ppm', factor: 1.145, unit: 'mg/m³', clause: CLAUSE, status: '1' },
};

/**
 * A mixing ratio as a concentration: ppb to µg/m³, for CO ppm to mg/m³, with `digits` decimals.
 * @throws RangeError when it is negative or not finite.
 * @example fromMixingRatio('o3', 100, 1) // 196.2 µg/m³
 */
export const fromMixingRatio = (gas: keyof typeof MIXING_RATIOS, parts: number, digits: number): number =>
  roundRational(multiply(exactly(concentration(parts)), exactly(MIXING_RATIOS[gas].factor)), digits);
