import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import {
  countedValue,
  fivePlus,
  GB3838_2002,
  type SectionInput,
  type SectionOptions,
  saturatedOxygen,
  sectionClass,
  WATER_METHODS,
  withinWeeklyChange,
} from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { atMost, fraction, plus, times } from './literal/fraction.ts';

const evaluate = (values: SectionInput['values'], options?: Partial<SectionOptions>, trace?: Derivation) =>
  sectionClass({ waterBody: 'river', values }, GB3838_2002, WATER_METHODS.realtime, options, trace);

describe('relief by oxygen saturation (GB 3838-2002 table 1, row 3: 7.5 or 90 %)', () => {
  const published = { water_temperature: 29, ph: 7, do: 7.23, codmn: 1, nh3n: 0.1, tp: 0.02 };

  it('is off: 7.23 mg/L at 29 °C is class II as published, and class I under the option', () => {
    expect(evaluate(published).class).toBe('II');
    expect(evaluate(published, { saturationRelief: true })).toMatchObject({
      class: 'I',
      exceedances: [],
      options: { saturationRelief: true, rounding: 'none', totalNitrogen: false },
    });
    const classic = sectionClass(
      { waterBody: 'river', values: published },
      GB3838_2002,
      WATER_METHODS['2011'],
    );
    expect(classic.class).toBe('II');
  });

  it('stands at 90 % exactly: at 20.4 °C saturation is 9 mg/L', () => {
    const at = (oxygen: number) =>
      evaluate({ water_temperature: 20.4, do: oxygen }, { saturationRelief: true }).class;
    expect(saturatedOxygen(20.4)).toBe(9);
    expect([at(7.5), at(7.4)]).toEqual(['I', 'II']); // 8.1 would be 90 % there: the limit of 7.5 is met first
    const warm = (oxygen: number) =>
      evaluate({ water_temperature: 46.4, do: oxygen }, { saturationRelief: true }).class;
    expect(saturatedOxygen(46.4)).toBe(6);
    expect([warm(5.4), warm(5.399), warm(5.401)]).toEqual(['I', 'III', 'I']);
  });

  it(`is class I from 90 % of 468 / (31.6 + T) on, in fractions, and never worse than without (seed ${seed})`, () => {
    const tenths = fc.integer({ min: -5, max: 450 }).map((n) => (n / 10).toFixed(1));
    const oxygen = fc.integer({ min: 0, max: 16_000 }).map((n) => (n / 1000).toFixed(3));
    fc.assert(
      fc.property(tenths, oxygen, (celsius, text) => {
        const share = times(fraction(text), plus(fraction('31.6'), fraction(celsius)));
        const saturated = atMost(fraction('421.2'), share); // 90 % of 468
        const values = { water_temperature: Number(celsius), do: Number(text) };
        const plain = evaluate(values).class;
        const found = evaluate(values, { saturationRelief: true }).class;
        expect(found).toBe(saturated ? 'I' : plain);
      }),
      runs(1000),
    );
  });

  it('needs a temperature that is known, and helps oxygen alone', () => {
    const relief = { saturationRelief: true };
    expect(evaluate({ do: 7.23 }, relief).class).toBe('II');
    expect(evaluate({ do: 7.23, water_temperature: missing('fault') }, relief).class).toBe('II');
    expect(evaluate({ tp: 0.05, water_temperature: 46.4 }, relief).class).toBe('II');
  });

  it('shows itself in the derivation', () => {
    const trace = new Derivation();
    evaluate({ water_temperature: 29, do: 7.23 }, { saturationRelief: true }, trace);
    expect(trace.steps[0]).toMatchObject({
      arithmetic: '7.23 is 90 % of saturation or more: I',
      result: 'I',
    });
  });

  it('refuses temperatures that water cannot have', () => {
    expect(saturatedOxygen(0)).toBeCloseTo(14.81, 2);
    for (const celsius of [-31.6, -40, Number.NaN])
      expect(() => saturatedOxygen(celsius)).toThrow(RangeError);
  });
});

describe('rounding before the class [code]', () => {
  it('is off by default; assessment and hour digits move a value across a limit', () => {
    const values = { codmn: 4.04, tp: 0.2004 };
    expect(evaluate(values)).toMatchObject({ class: 'IV', determining: ['tp'] });
    expect(evaluate(values, { rounding: 'hour' }).items).toMatchObject({
      codmn: { value: 4.04, class: 'III' },
      tp: { value: 0.2, received: 0.2004, class: 'III' },
    });
    expect(evaluate(values, { rounding: 'assessment' }).items.codmn).toEqual({
      value: 4,
      received: 4.04,
      class: 'II',
      evaluated: true,
    });
  });

  it('takes pH to whole numbers in an assessment: 9.4 is 9, 9.5 is 10', () => {
    const at = (ph: number) => evaluate({ ph }, { rounding: 'assessment' }).class;
    expect([at(9.4), at(9.5), at(5.6), at(5.5), at(5.4)]).toEqual([
      'I',
      'worse-than-V',
      'I',
      'I',
      'worse-than-V',
    ]);
  });
});

describe('items that take part', () => {
  it('counts total nitrogen under the option', () => {
    const values = { tp: 0.02, tn: 1.5 };
    expect(evaluate(values).class).toBe('I');
    expect(evaluate(values, { totalNitrogen: true })).toMatchObject({ class: 'IV', determining: ['tn'] });
  });

  it('takes five and what is particular to the section, "5+X"', () => {
    expect(fivePlus('fluoride', 'tp')).toEqual(['ph', 'do', 'codmn', 'nh3n', 'tp', 'fluoride']);
    const values = { tp: 0.02, fluoride: 1.5, cu: 9 };
    expect(evaluate(values, { items: fivePlus('fluoride') })).toMatchObject({
      class: 'IV',
      determining: ['fluoride'],
    });
    expect(evaluate({ tn: 9 }, { items: ['tp'], totalNitrogen: true }).class).toBe('worse-than-V');
  });
});

describe('results below the detection limit', () => {
  it('count half the limit and say so', () => {
    expect(countedValue({ belowDetection: 0.03 })).toBe(0.015);
    expect(evaluate({ nh3n: { belowDetection: 0.3 } }).items.nh3n).toEqual({
      value: 0.15,
      received: { belowDetection: 0.3 },
      class: 'I',
      evaluated: true,
    });
    expect(evaluate({ nh3n: { belowDetection: 0.31 } }).class).toBe('II');
    for (const limit of [0, -1, Number.NaN, Infinity])
      expect(() => countedValue({ belowDetection: limit })).toThrow(RangeError);
  });
});

describe('what is refused at the border', () => {
  it('throws on values that are not finite or negative, whichever the item', () => {
    for (const value of [Number.NaN, Infinity, -0.1])
      expect(() => evaluate({ tp: value })).toThrow(RangeError);
    expect(() => evaluate({ water_temperature: Number.NaN })).toThrow(RangeError);
    expect(evaluate({ water_temperature: -0.3, tp: 0.02 }).class).toBe('I');
  });
});

describe('man-made change of temperature (GB 3838-2002 table 1, row 1)', () => {
  it.each([
    [20, 21, true],
    [20, 21.1, false],
    [20, 18, true],
    [20, 17.9, false],
    [20.1, 21.1, true],
  ])('from %d to %d °C: %s', (natural, observed, within) => {
    expect(withinWeeklyChange(natural, observed, GB3838_2002)).toBe(within);
    expect(GB3838_2002.temperature).toMatchObject({ clause: 'table 1, row 1', status: 'M' });
  });
});
