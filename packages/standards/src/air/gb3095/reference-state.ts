import { divide, exactly, multiply, type Rational } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import type { CivilDate } from '../../time/civil.ts';
import { concentration } from '../pollutant.ts';
import type { Gb3095Edition, ReferenceState, ReferenceStates } from './edition.ts';

/**
 * The states that concentrations of a date are stated at; dates before the first take the first.
 * @source GB 3095-2012 clause 3 and its amendment of 2018; GB 3095-2026 clause 3 [2]
 */
export function referenceStatesOn(date: CivilDate, edition: Gb3095Edition): ReferenceStates {
  const states = edition.referenceStates;
  const found = states.findLast(({ from }) => from <= date) ?? states[0];
  if (found) return found;
  throw new RangeError(`${edition.id} names no reference state`);
}

/**
 * What a gas concentration of one state is multiplied with to stand at another, by the ideal gas law: T1/T2 · p2/p1.
 * @source the ideal gas law; 273/298.15 = 0.91565 from old to new [D]
 */
export const gasFactor = (from: ReferenceState, to: ReferenceState): Rational =>
  multiply(
    divide(exactly(from.kelvin), exactly(to.kelvin)),
    divide(exactly(to.hectopascal), exactly(from.hectopascal)),
  );

/**
 * Converts a gas concentration to another reference state, in its own unit, with `digits` decimals.
 * @throws RangeError when it is negative or not finite.
 * @source the ideal gas law [D]
 * @example restateGas(100, { kelvin: 273, hectopascal: 1013.25 }, { kelvin: 298.15, hectopascal: 1013.25 }, 1) // 91.6
 */
export const restateGas = (value: number, from: ReferenceState, to: ReferenceState, digits: number): number =>
  roundRational(multiply(exactly(concentration(value)), gasFactor(from, to)), digits);
