import { describe, expect, it } from 'vitest';
import {
  civilDate,
  fromMixingRatio,
  GB3095_2012,
  gasFactor,
  gb3095InForce,
  MIXING_RATIOS,
  referenceStatesOn,
  restateGas,
} from '../../src/index.ts';
import { GOLDEN_STATES } from './golden/rules.ts';

const OLD = { kelvin: 273, hectopascal: 1013.25 };
const NEW = { kelvin: 298.15, hectopascal: 1013.25 };

describe('reference state', () => {
  it.each(GOLDEN_STATES)('on %s: %d K, %d hPa', (day, kelvin, hectopascal, particulates) => {
    const date = civilDate(day);
    const states = referenceStatesOn(date, gb3095InForce(date));
    expect(states.gases).toEqual({ kelvin, hectopascal });
    expect(states.particulates).toEqual(
      particulates === 'actual' ? 'actual' : { kelvin: particulates, hectopascal },
    );
  });

  it('takes the first for what lies before it, and needs one', () => {
    expect(referenceStatesOn(civilDate('2010-01-01'), GB3095_2012).gases).toEqual(OLD);
    const without = { ...GB3095_2012, referenceStates: [] };
    expect(() => referenceStatesOn(civilDate('2020-01-01'), without)).toThrow(/names no reference state/);
  });

  it('restates a gas from old to new by 273 / 298.15 = 0.91565, and back', () => {
    const { num, den } = gasFactor(OLD, NEW);
    expect([num, den]).toEqual([5460n, 5963n]);
    expect(restateGas(100_000, OLD, NEW, 0)).toBe(91_565);
    expect(restateGas(91.565, NEW, OLD, 2)).toBe(100);
    expect(restateGas(100, { ...NEW, hectopascal: 1000 }, NEW, 2)).toBe(101.32); // 101.325, to the even
    expect(() => restateGas(-1, OLD, NEW, 0)).toThrow(RangeError);
  });
});

describe('mixing ratio at 298.15 K', () => {
  it.each([
    ['o3', 'ppb', 1.962],
    ['no2', 'ppb', 1.88],
    ['so2', 'ppb', 2.62],
    ['co', 'ppm', 1.145],
  ] as const)('1 %s: of %s is %d', (gas, part, factor) => {
    expect(MIXING_RATIOS[gas]).toMatchObject({ part, factor, status: '1' });
    expect(fromMixingRatio(gas, 1, 3)).toBe(factor);
    expect(fromMixingRatio(gas, 1000, 0)).toBe(factor * 1000);
    expect(() => fromMixingRatio(gas, -1, 0)).toThrow(RangeError);
  });
});
