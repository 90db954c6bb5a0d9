import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import {
  ASSESSMENT_2011,
  GB3838_2002,
  itemsIn,
  rankOf,
  type SectionInput,
  sectionClass,
  WATER_CLASSES,
  WATER_ITEMS,
  WATER_METHODS,
  type WaterClass,
} from '../../src/water/index.ts';

import { runs, seed } from '../seed.ts';
import { goldenRows } from './golden/csv.ts';

const { realtime } = WATER_METHODS;
type Values = SectionInput['values'];
const river = (values: Values, target?: WaterClass) =>
  sectionClass({ waterBody: 'river', values, ...(target && { target }) }, GB3838_2002, realtime);

describe('the class of a section: published vectors', () => {
  it.each<[string, 'river' | 'lake', Values, WaterClass]>([
    ['DO 5', 'river', { do: 5, codmn: 0.89, nh3n: 0.006, tp: 0.057 }, 'III'],
    ['CODMn 6', 'river', { do: 10.11, codmn: 6, nh3n: 0.111, tp: 0.161 }, 'III'],
    ['lake TP 0.05', 'lake', { ph: 7, do: 8, codmn: 1, nh3n: 0.1, tp: 0.05 }, 'III'],
    ['pH 9.01', 'river', { ph: 9.01, do: 8 }, 'worse-than-V'],
    ['pH 9', 'river', { ph: 9, do: 8 }, 'I'],
    ['DO 7.23', 'river', { water_temperature: 29, ph: 7, do: 7.23, codmn: 1, nh3n: 0.1, tp: 0.02 }, 'II'],
    ['two items', 'river', { ph: 8.45, do: 7.34 }, 'II'],
    ['DO 0.15', 'river', { do: 0.15 }, 'worse-than-V'],
    ['NH3-N 0.15', 'river', { nh3n: 0.15 }, 'I'],
    ['river TP 0.2', 'river', { tp: 0.2 }, 'III'],
  ])('%s', (_name, waterBody, values, expected) => {
    expect(sectionClass({ waterBody, values }, GB3838_2002, realtime).class).toBe(expected);
  });
});

describe('the class of a section: its parts', () => {
  it('names the determining items in table order, the level and its colour (环办〔2011〕22号)', () => {
    const found = river({ tp: 0.3, codmn: 10, do: 8 });
    expect(found.determining).toEqual(['codmn', 'tp']);
    expect(found.level).toEqual({ zh: '轻度污染', en: 'lightly polluted', colour: 'yellow' });
  });

  it.each(goldenRows('levels.csv'))('class %s is %s, %s', (of, zh, colour) => {
    const tp = [0.02, 0.1, 0.2, 0.3, 0.4, 0.401][WATER_CLASSES.indexOf(of as WaterClass)] ?? -1;
    expect(river({ tp })).toMatchObject({ class: of, level: { zh, colour } });
  });

  it('gives the multiple of what is beyond class III, and none for pH and dissolved oxygen', () => {
    expect(river({ ph: 9.5, do: 4, codmn: 13.2, nh3n: 1.005, tp: 0.2 }).exceedances).toEqual([
      { item: 'ph', value: 9.5, class: 'worse-than-V', limit: 9, multiple: { missing: 'not-applicable' } },
      { item: 'do', value: 4, class: 'IV', limit: 5, multiple: { missing: 'not-applicable' } },
      { item: 'codmn', value: 13.2, class: 'V', limit: 6, multiple: 1.2 },
      { item: 'nh3n', value: 1.005, class: 'IV', limit: 1, multiple: 0 }, // 0.005 is half: to the even 0.00
    ]);
    expect(river({ ph: 5.9 }).exceedances[0]?.limit).toBe(6);
  });

  it('holds against the target where there is one', () => {
    expect(river({ tp: 0.15 }, 'II').exceedances).toEqual([
      { item: 'tp', value: 0.15, class: 'III', limit: 0.1, multiple: 0.5 },
    ]);
    expect(river({ tp: 0.3 }, 'IV').exceedances).toEqual([]);
    expect(river({ tp: 9 }, 'worse-than-V').exceedances).toEqual([]);
    expect(river({ tp: 0.15 })).toMatchObject({ against: 'III', exceedances: [] });
  });

  it('shows total nitrogen but does not count it; the method of 2011 counts 21 items', () => {
    const found = river({ tp: 0.02, tn: 9, cu: 2, water_temperature: 20 });
    expect(found.class).toBe('I');
    expect(found.items.tn).toEqual({ value: 9, class: 'worse-than-V', evaluated: false });
    expect(found.items.water_temperature?.class).toEqual({ missing: 'not-applicable' });
    expect(WATER_METHODS['2011'].items.size).toBe(21);
    const others = WATER_ITEMS.filter((item) => !ASSESSMENT_2011.items.includes(item));
    expect(others).toEqual(['water_temperature', 'tn', 'fecal_coliform']);
    expect([...realtime.items]).toEqual(['ph', 'do', 'codmn', 'nh3n', 'tp']);
    const values = { tp: 0.02, tn: 9, cu: 2, fecal_coliform: 50000 };
    const whole = sectionClass({ waterBody: 'river', values }, GB3838_2002, WATER_METHODS['2011']);
    expect(whole).toMatchObject({ class: 'worse-than-V', determining: ['cu'], method: '2011' });
  });

  it('skips missing items down to one; no item is no class, with the reason', () => {
    expect(river({ tp: 0.2, do: missing('fault') }).class).toBe('III');
    const none = river({ do: missing('fault'), tp: missing('calibration') });
    expect(none.class).toEqual({ missing: 'no-data' });
    expect(river({ do: missing('fault'), tp: missing('fault'), tn: missing('no-data') }).class).toEqual({
      missing: 'fault',
    });
    expect(none).not.toHaveProperty('level');
    expect(none.determining).toEqual([]);
    expect(river({ tn: 1 }).class).toEqual({ missing: 'no-data' });
  });

  it('can show how it came about', () => {
    const trace = new Derivation();
    const input: SectionInput = { waterBody: 'river', values: { ph: 7, do: 8, tp: 0.2, tn: 9 } };
    sectionClass(input, GB3838_2002, realtime, {}, trace);
    expect(
      trace.steps.map((step) => [step.quantity, step.clause, step.inputs['limits'], step.result]),
    ).toEqual([
      ['class.ph', 'table 1, row 2', '6 to 9', 'I'],
      ['class.do', 'table 1, row 3', '7.5, 6, 5, 3, 2', 'I'],
      ['class.tp', 'table 1, row 8', '0.02, 0.1, 0.2, 0.3, 0.4', 'III'],
      ['class', 'clause 5.1, single factor', undefined, 'III'],
    ]);
    expect(trace.steps.every((step) => step.edition === 'GB 3838-2002')).toBe(true);
    expect(trace.steps[1]?.arithmetic).toBe('the best class of I to V for which 8 ≥ 7.5, 6, 5, 3, 2');
    expect(trace.steps[3]?.inputs).toEqual({ ph: 'I', do: 'I', tp: 'III' });
    const none = new Derivation();
    sectionClass({ waterBody: 'river', values: {} }, GB3838_2002, realtime, {}, none);
    expect(none.steps.map((step) => step.result)).toEqual([null]);
  });

  it('shows what was received, how it was rounded and how far it is beyond', () => {
    const trace = new Derivation();
    const values = { ph: 9.6, nh3n: { belowDetection: 3.02 }, tp: 0.02, do: missing('fault'), cu: 5 };
    sectionClass({ waterBody: 'river', values }, GB3838_2002, realtime, { rounding: 'assessment' }, trace);
    expect(trace.steps).toMatchObject([
      {
        quantity: 'class.ph',
        inputs: { received: 9.6, value: 10 },
        rounding: 'the value half to even, 0 decimals',
      },
      { quantity: 'class.nh3n', inputs: { belowDetection: 3.02, value: 1.51 }, result: 'V' },
      { quantity: 'class.tp', inputs: { value: 0.02 }, result: 'I' },
      { quantity: 'class', inputs: { ph: 'worse-than-V', do: 'fault', nh3n: 'V', tp: 'I' } },
      { quantity: 'exceedance.ph', arithmetic: '10 is beyond 9', result: null },
      {
        quantity: 'exceedance.nh3n',
        clause: 'clause 5.1, against class III',
        arithmetic: '(1.51 - 1) / 1',
        rounding: 'half to even, 2 decimals',
        result: 0.51,
      },
    ]);
    const copper = new Derivation();
    const input: SectionInput = { waterBody: 'river', values: { cu: 1.23 } };
    sectionClass(input, GB3838_2002, WATER_METHODS['2011'], { rounding: 'hour' }, copper);
    expect(copper.steps[0]).not.toHaveProperty('rounding'); // no digits are known for copper
  });

  it('is the same with and without a derivation, and is plain JSON', () => {
    const input: SectionInput = {
      waterBody: 'lake',
      values: { ph: 5, do: 1, tp: 0.2, cu: missing('fault') },
    };
    const plain = sectionClass(input, GB3838_2002, realtime);
    expect(sectionClass(input, GB3838_2002, realtime, {}, new Derivation())).toEqual(plain);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  });
});

describe('the items of a record', () => {
  it('are listed in the order of the table, and nothing else is', () => {
    expect(itemsIn({ ph: 7, do: 8, tp: 0.1 })).toEqual(['ph', 'do', 'tp']);
    const sample = { tp: 0.1, turbidity: 3, do: 8, toString: 1 };
    expect(itemsIn(sample)).toEqual(['do', 'tp']);
    expect(sectionClass({ waterBody: 'river', values: sample }, GB3838_2002, realtime)).toMatchObject({
      class: 'II',
      determining: ['tp'],
    });
    expect(itemsIn({})).toEqual([]);
    const unset = Object.fromEntries([
      ['do', undefined],
      ['tp', 0.1],
    ]) as Values; // as plain JavaScript may hand it over
    expect(river(unset).items).toEqual({ tp: { value: 0.1, class: 'II', evaluated: true } });
  });
});

describe('laws of the section class', () => {
  const value = fc.integer({ min: 0, max: 20000 }).map((n) => n / 1000);
  const five = fc.record({ ph: value, do: value, codmn: value, nh3n: value, tp: value });

  it(`is the worst of its items, whatever their order, and one item more never betters it (seed ${seed})`, () => {
    fc.assert(
      fc.property(five, (values) => {
        const whole = river(values);
        const ranks = Object.values(whole.items).map((item) =>
          WATER_CLASSES.indexOf(item.class as WaterClass),
        );
        expect(rankOf(whole.class as WaterClass)).toBe(Math.max(...ranks) + 1);
        expect(river(Object.fromEntries(Object.entries(values).reverse()))).toEqual(whole);
        const { tp: _, ...less } = values;
        expect(rankOf(river(less).class as WaterClass)).toBeLessThanOrEqual(
          rankOf(whole.class as WaterClass),
        );
      }),
      runs(1000),
    );
  });
});
