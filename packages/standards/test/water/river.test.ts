import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import {
  ASSESSMENT_2011,
  GB3838_2002,
  riverClass,
  type SectionInput,
  WATER_METHODS,
  type WaterClass,
  type WaterStandards,
} from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { literalMeanClass } from './literal/mean.ts';

const standards: WaterStandards = {
  edition: GB3838_2002,
  assessment: ASSESSMENT_2011,
  method: WATER_METHODS['2011'],
};
const at = (values: SectionInput['values'], target?: WaterClass): SectionInput => ({
  waterBody: 'river',
  values,
  ...(target && { target }),
});
const river = (...inputs: SectionInput[]) => riverClass(inputs, standards);

describe('a river of fewer than five sections: the mean of each item [1]', () => {
  it('is evaluated like one section of the means', () => {
    const found = river(at({ tp: 0.1, codmn: 2 }), at({ tp: 0.3, codmn: 4 }), at({ tp: 0.5 }, 'V'));
    expect(found).toMatchObject({
      basis: 'mean',
      class: 'IV',
      level: { zh: '轻度污染' },
      mean: { items: { tp: { value: 0.3, class: 'IV' }, codmn: { value: 3, class: 'II' } } },
      mainItems: [{ item: 'tp', multiple: 0.5 }],
      shares: { evaluated: 3, targeted: 1, compliant: 0, attainment: 0 },
      sections: [{ class: 'II' }, { class: 'IV' }, { class: 'worse-than-V' }],
      edition: 'GB 3838-2002',
      assessment: '环办〔2011〕22号',
    });
  });

  it('goes by proportion from five sections on, also where one reports nothing', () => {
    const four = [at({ tp: 0.1 }), at({ tp: 0.1 }), at({ tp: 0.1 }), at({ tp: 0.5 })];
    expect(river(...four)).toMatchObject({ basis: 'mean', class: 'III' });
    const five = [...four, at({ tp: missing('fault') })];
    // 75 % of the four with a class are I to III.
    expect(river(...five)).toMatchObject({
      basis: 'proportion',
      level: { zh: '良好' },
      counted: { by: 'registered', registered: 5, reporting: 4 },
      shares: { evaluated: 4 },
    });
    expect(riverClass(five, { ...standards, riverCount: 'reporting' })).toMatchObject({
      basis: 'mean',
      class: 'III',
      counted: { by: 'reporting', registered: 5, reporting: 4 },
    });
    expect(river(...five.map(() => at({})))).toMatchObject({
      basis: 'proportion',
      level: { missing: 'not-applicable' },
    });
    expect(river(...four, at({ tp: 0.1 }))).toMatchObject({
      basis: 'proportion',
      class: { missing: 'not-applicable' },
      level: { zh: '良好' },
      mainItems: [{ item: 'tp', sections: 1, share: 20 }],
      shares: { good: 80, worse: 20 },
    });
  });

  it('rounds the mean, not the sections, where digits are asked for', () => {
    const input = [at({ codmn: 4.04 }), at({ codmn: 4.08 })];
    expect(riverClass(input, standards).class).toBe('III');
    expect(riverClass(input, { ...standards, options: { rounding: 'assessment' } })).toMatchObject({
      class: 'III',
      mean: { items: { codmn: { value: 4.1, received: 4.06 } } },
    });
  });

  it('has a reason where nothing was measured', () => {
    expect(river(at({ tp: missing('fault') }), at({ tp: missing('fault') }))).toMatchObject({
      class: { missing: 'fault' },
      level: { missing: 'fault' },
    });
    expect(river()).toMatchObject({
      basis: 'mean',
      class: { missing: 'no-data' },
      level: { missing: 'no-data' },
    });
  });

  it('takes the limits of lakes for sections that all are on lakes, and no mean of both', () => {
    const lake: SectionInput = { waterBody: 'lake', values: { tp: 0.05 } };
    expect(river(lake, lake)).toMatchObject({ basis: 'mean', class: 'III', mean: { waterBody: 'lake' } });
    const not = { missing: 'not-applicable' };
    expect(river(lake, at({ tp: 0.3 }))).toMatchObject({
      basis: 'mixed',
      class: not,
      level: not,
      shares: { good: 50, evaluated: 2 },
      mainItems: [{ item: 'tp', sections: 1, share: 50 }],
    });
  });

  it('shows the means, or the shares, that it rests on', () => {
    const quantities = (...inputs: SectionInput[]) => {
      const trace = new Derivation();
      riverClass(inputs, standards, trace);
      return trace.steps.map(({ quantity }) => quantity);
    };
    const shares = ['share.good', 'share.worse', 'attainment'];
    const one = at({ tp: 0.1 });
    expect(quantities(one, one)).toEqual([...shares, 'mean.tp', 'class.tp', 'class', 'main-items']);
    expect(quantities(one, one, one, one, one)).toEqual([...shares, 'level', 'main-items']);
    expect(quantities(one, { ...one, waterBody: 'lake' })).toEqual([...shares, 'main-items']);
  });

  it(`agrees with the literal reading, in any order (seed ${seed})`, () => {
    const text = fc.integer({ min: 0, max: 20_000 }).map((n) => (n / 1000).toFixed(3));
    const tp = fc.integer({ min: 0, max: 600 }).map((n) => (n / 1000).toFixed(3));
    const section = fc.record(
      { do: text, codmn: text, bod5: text, nh3n: text, tp },
      { requiredKeys: ['tp'] },
    );
    const body = fc.constantFrom<'river' | 'lake'>('river', 'lake');
    fc.assert(
      fc.property(fc.array(section, { minLength: 1, maxLength: 4 }), body, (sections, waterBody) => {
        const texts = sections as Record<string, string>[];
        const inputs = texts.map((each) => ({
          waterBody,
          values: Object.fromEntries(Object.entries(each).map(([item, value]) => [item, Number(value)])),
        }));
        const found = riverClass(inputs, standards);
        expect(found.class).toBe(literalMeanClass(texts, waterBody));
        const { class: of, level, mainItems, shares } = riverClass(inputs.toReversed(), standards);
        expect({ of, level, mainItems, shares }).toEqual({
          of: found.class,
          level: found.level,
          mainItems: found.mainItems,
          shares: found.shares,
        });
      }),
      runs(500),
    );
  });
});
