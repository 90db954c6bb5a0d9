import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  COMPOSITE_METHODS,
  COMPOSITE_ROUNDINGS,
  COMPOSITE_WEIGHTS,
  compositeIndex,
  eachPollutant,
  editionById,
  GB3095_2012,
  GB3095_2026_FINAL,
  GB3095_2026_TRANSITION,
  type Gb3095Edition,
  type Maybe,
  missing,
} from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { fraction, halfEven } from '../water/literal/fraction.ts';
import { given } from './given.ts';
import { GOLDEN_DIVISORS } from './golden/rules.ts';
import { type LiteralRounding, literalComposite } from './literal/composite.ts';

const wuyuan = { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 };
const editionOf = (id: string): Gb3095Edition => editionById(id) as Gb3095Edition;

describe('published', () => {
  it.each([
    ['婺源 2023-09', wuyuan, 2.63],
    ['普宁 2025', { so2: 6, no2: 12, pm10: 51, pm2_5: 19, co: 0.9, o3: 137 }, 2.75],
    ['奈曼, first quarter', { so2: 9, no2: 14, pm10: 77, pm2_5: 23, co: 1.1, o3: 96 }, 3.14],
  ])('%s', (_place, values, index) => {
    for (const rounding of ['round-each', 'round-each-integers'] as const)
      expect(compositeIndex({ values }, GB3095_2012, { rounding })).toMatchObject({ index, rounding });
  });
});

describe('divisors', () => {
  const cells = Object.entries(GOLDEN_DIVISORS).flatMap(([id, divisors]) =>
    AIR_POLLUTANTS.map((pollutant) => ({ id, pollutant, divisor: divisors[pollutant] })),
  );

  it.each(cells)(
    '$id $pollutant: $divisor is a term of 1, just beside it is not',
    ({ id, pollutant, divisor }) => {
      const term = (value: number) =>
        compositeIndex({ values: given({ [pollutant]: value }) }, editionOf(id)).terms[pollutant];
      const step = divisor / 40; // 0.025 of a term: no rounding hides it
      expect(term(divisor)).toBe(1);
      expect(term(Number((divisor - step).toFixed(3)))).toBeLessThan(1);
      expect(term(Number((divisor + step).toFixed(3)))).toBeGreaterThan(1);
    },
  );
});

describe('the answer', () => {
  it('has six terms, their largest, who has it, and what it was made under', () => {
    expect(compositeIndex({ values: wuyuan }, GB3095_2026_TRANSITION)).toEqual({
      edition: 'GB 3095-2026/transition',
      stage: 'transition',
      method: 'ranking',
      rounding: 'round-each',
      weights: 'equal',
      // 0.18 0.40 0.67 0.53 0.15 0.87
      index: 2.8,
      terms: { so2: 0.18, no2: 0.4, pm10: 0.67, pm2_5: 0.53, co: 0.15, o3: 0.87 },
      max: 0.87,
      primary: ['o3'],
    });
    expect(compositeIndex({ values: wuyuan }, GB3095_2012)).not.toHaveProperty('stage');
    expect(compositeIndex({ values: wuyuan }, GB3095_2026_FINAL).stage).toBe('final');
  });

  it('lists all that share the largest term', () => {
    const values = given({ no2: 40, pm2_5: 35, o3: 160 });
    expect(compositeIndex({ values }, GB3095_2012)).toMatchObject({
      max: 1,
      primary: ['no2', 'o3', 'pm2_5'],
    });
    const exact = compositeIndex({ values }, GB3095_2012, { rounding: 'exact' });
    expect(exact.primary).toEqual(['no2', 'o3', 'pm2_5']);
    // Equal when rounded, not equal as they are.
    const close = given({ no2: 40, pm2_5: 35.1 });
    expect(compositeIndex({ values: close }, GB3095_2012, { rounding: 'exact' }).primary).toEqual(['pm2_5']);
    expect(compositeIndex({ values: close }, GB3095_2012).primary).toEqual(['no2', 'pm2_5']);
  });

  it.each(AIR_POLLUTANTS)('is none without %s, and the other terms are shown', (pollutant) => {
    const { index, max, primary, terms } = compositeIndex(
      { values: given({ [pollutant]: 'too-few-samples' }) },
      GB3095_2012,
    );
    expect([index, max, primary]).toEqual([missing('incomplete'), missing('incomplete'), []]);
    expect(terms[pollutant]).toEqual(missing('too-few-samples'));
    expect(Object.values(terms).filter((term) => typeof term === 'number')).toHaveLength(5);
  });

  it('refuses a negative concentration', () => {
    expect(() => compositeIndex({ values: given({ so2: -1 }) }, GB3095_2012)).toThrow(/not a concentration/);
  });
});

describe('methods', () => {
  const percentiles = { so2: 30, no2: 40, pm10: 120, pm2_5: 30 };

  it('annex-c takes the larger of mean and percentile quotient', () => {
    // so2 max(11/60, 30/150) no2 max(16/40, 40/80) pm10 max(40/70, 120/150) pm2_5 max(16/35, 30/75)
    expect(compositeIndex({ values: wuyuan, percentiles }, GB3095_2012, { method: 'annex-c' })).toMatchObject(
      {
        method: 'annex-c',
        terms: { so2: 0.2, no2: 0.5, pm10: 0.8, pm2_5: 0.46, co: 0.15, o3: 0.87 },
        index: 2.98,
      },
    );
  });

  it('annex-c needs the percentiles', () => {
    const of = (given: Partial<Record<AirPollutant, Maybe<number>>> | undefined) =>
      compositeIndex({ values: wuyuan, ...(given && { percentiles: given }) }, GB3095_2012, {
        method: 'annex-c',
      });
    expect(of(undefined).terms.so2).toEqual(missing('incomplete'));
    expect(of({ ...percentiles, so2: missing('too-few-samples') }).terms.so2).toEqual(
      missing('too-few-samples'),
    );
    expect(of({ ...percentiles, so2: missing('too-few-samples') }).index).toEqual(missing('incomplete'));
    const lacking = { ...wuyuan, so2: missing('fault') };
    expect(
      compositeIndex({ values: lacking, percentiles }, GB3095_2012, { method: 'annex-c' }).terms.so2,
    ).toEqual(missing('fault'));
  });

  it('the unconfirmed weights are off unless named', () => {
    expect(Object.values(COMPOSITE_WEIGHTS).filter(({ confirmed }) => confirmed)).toEqual([
      COMPOSITE_WEIGHTS.equal,
    ]);
    expect(new Set(Object.values(COMPOSITE_WEIGHTS.equal.of))).toEqual(new Set([1]));
    expect(COMPOSITE_WEIGHTS['weighted-unconfirmed']).toMatchObject({
      status: '1',
      of: { pm2_5: 3, no2: 2, o3: 2, so2: 1, pm10: 1, co: 1 },
    });
    // 0.18 + 2 × 0.40 + 0.57 + 3 × 0.46 + 0.15 + 2 × 0.87
    expect(
      compositeIndex({ values: wuyuan }, GB3095_2012, { weights: 'weighted-unconfirmed' }),
    ).toMatchObject({
      index: 4.82,
      weights: 'weighted-unconfirmed',
      max: 0.87,
    });
    const options = { weights: 'weighted-unconfirmed', rounding: 'exact' } as const;
    expect(compositeIndex({ values: wuyuan }, GB3095_2012, options).index).toBe(4.81); // 4.8136
  });

  it('are called by their names', () => {
    for (const table of [COMPOSITE_METHODS, COMPOSITE_ROUNDINGS, COMPOSITE_WEIGHTS])
      for (const [name, { id }] of Object.entries(table)) expect(id).toBe(name);
  });
});

const ROUNDINGS: Readonly<Record<keyof typeof COMPOSITE_ROUNDINGS, LiteralRounding>> = {
  'round-each': { concentration: { co: 1, others: 1 }, term: 2 },
  'round-each-integers': { concentration: { co: 1, others: 0 }, term: 2 },
  'round-terms': { concentration: null, term: 2 },
  exact: { concentration: null, term: null },
};

describe('the step of rounding', () => {
  it('changes nothing but what it names: half to even at each step', () => {
    const values = given({ pm2_5: 34.45, so2: 0.25, co: 3.25, pm10: 24.5, no2: 0.5, o3: 160.5 });
    const of = (rounding: keyof typeof ROUNDINGS) => {
      const { terms, index } = compositeIndex({ values }, GB3095_2012, { rounding });
      return [terms.pm2_5, terms.co, terms.pm10, terms.no2, index];
    };
    expect(of('round-each')).toEqual([0.98, 0.8, 0.35, 0.01, 3.14]); // 34.4, 3.2, 24.5, 0.5 / 40 = 0.0125
    expect(of('round-each-integers')).toEqual([0.97, 0.8, 0.34, 0, 3.11]);
    expect(of('round-terms')).toEqual([0.98, 0.81, 0.35, 0.01, 3.15]); // 3.25 / 4 = 0.8125
    expect(of('exact')).toEqual([0.98, 0.81, 0.35, 0.01, 3.17]); // 3.1666
  });
});

describe('a concentration or limit that is no small decimal', () => {
  const so2 = (value: number, edition = GB3095_2012) =>
    compositeIndex({ values: given({ so2: value }) }, edition, { rounding: 'round-terms' }).terms.so2;

  it('is divided exactly all the same', () => {
    expect(so2(0.30001)).toBe(0.01); // 0.0050002; 0.3 itself is 0.005, to the even
    expect(so2(0.3)).toBe(0);
    expect(so2(6e12)).toBe(1e11);
    const huge = compositeIndex({ values: given({ so2: 6e15 }) }, GB3095_2012);
    expect(huge.terms.so2).toBe(1e14);
    expect(huge.index).toBe(100_000_000_000_001.45); // 1e14 + 0.38 + 0.12 + 0.38 + 0.29 + 0.29
    const half: Gb3095Edition = {
      ...GB3095_2012,
      limits: GB3095_2012.limits.map((row) => ({ ...row, grade2: row.grade2 + 0.5 })),
    };
    expect(so2(60.5, half)).toBe(1);
  });
});

const EDITIONS = [GB3095_2012, GB3095_2026_TRANSITION, GB3095_2026_FINAL] as const;
const concentration = (upTo: number) =>
  fc.tuple(fc.integer({ min: 0, max: upTo * 1e6 }), fc.nat(6)).map(([n, keep]) => (n / 1e6).toFixed(keep));
const texts = fc.record({
  so2: concentration(200),
  no2: concentration(200),
  co: concentration(10),
  o3: concentration(400),
  pm10: concentration(500),
  pm2_5: concentration(300),
});
const numbers = (of: Readonly<Record<AirPollutant, string>>): Record<AirPollutant, number> =>
  Object.fromEntries(AIR_POLLUTANTS.map((each) => [each, Number(of[each])])) as Record<AirPollutant, number>;

describe(`the composite index at random, seed ${seed}`, () => {
  it.each(Object.keys(ROUNDINGS) as (keyof typeof ROUNDINGS)[])(
    '%s is what the literal computation says',
    (rounding) => {
      fc.assert(
        fc.property(texts, fc.constantFrom(...EDITIONS), (of, edition) => {
          const literal = literalComposite(
            of,
            GOLDEN_DIVISORS[edition.id as keyof typeof GOLDEN_DIVISORS],
            ROUNDINGS[rounding],
          );
          const { index, terms, max, primary } = compositeIndex({ values: numbers(of) }, edition, {
            rounding,
          });
          expect({ index, terms, max, primary: [...primary].sort() }).toEqual({
            ...literal,
            primary: literal.primary.sort(),
          });
        }),
        runs(1000),
      );
    },
  );

  it('is additive: the index is the sum of its terms, and never falls when a concentration rises', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...AIR_POLLUTANTS), fc.nat(300), (of, which, by) => {
        const values = numbers(of);
        const { index, terms } = compositeIndex({ values }, GB3095_2026_TRANSITION);
        const hundredths = Object.values(terms).map((term) => Math.round(Number(term) * 100));
        expect(index).toBe(hundredths.reduce((a, b) => a + b) / 100);
        const more = { ...values, [which]: values[which] + by };
        expect(compositeIndex({ values: more }, GB3095_2026_TRANSITION).index).toBeGreaterThanOrEqual(
          Number(index),
        );
      }),
      runs(1000),
    );
  });

  it('does not change when its inputs are rounded twice, nor with their order', () => {
    fc.assert(
      fc.property(texts, (of) => {
        const values = numbers(of);
        const once = compositeIndex({ values }, GB3095_2012);
        const printed = eachPollutant((each) => halfEven(fraction(of[each]), 1));
        expect(compositeIndex({ values: printed }, GB3095_2012)).toEqual(once);
        const turned = Object.fromEntries(Object.entries(values).reverse()) as typeof values;
        expect(compositeIndex({ values: turned }, GB3095_2012)).toEqual(once);
      }),
      runs(300),
    );
  });
});
