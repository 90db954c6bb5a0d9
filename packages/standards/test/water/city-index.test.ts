import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import { cityWaterIndex, GB3838_2002, type WaterItem, type WaterValues } from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { table1 } from './golden/table.ts';
import {
  approximately,
  atMost,
  type Fraction,
  fraction,
  minus,
  over,
  times,
  total,
  whole,
} from './literal/fraction.ts';
import { literalMean } from './literal/mean.ts';

const FIVE: WaterItem[] = ['do', 'codmn', 'nh3n', 'tp', 'ph'];
const index = (rivers: WaterValues[], lakes: WaterValues[], items = FIVE) =>
  cityWaterIndex({ rivers, lakes }, items, GB3838_2002);
const term = (item: WaterItem, value: number) => index([{ [item]: value }], [], [item]).index;

describe('city water quality index of 2017 [code]', () => {
  it.each<[WaterItem, number, number]>([
    ['codmn', 6, 1],
    ['codmn', 5.999, 5.999 / 6],
    ['codmn', 6.001, 6.001 / 6],
    ['do', 5, 1],
    ['do', 10, 0.5],
    ['do', 2.5, 2],
    ['ph', 7, 0],
    ['ph', 6, 1],
    ['ph', 6.99, 0.01],
    ['ph', 7.01, 0.005],
    ['ph', 9, 1],
    ['ph', 10, 1.5],
  ])('%s of %d has the index %d', (item, value, expected) => {
    expect(term(item, value)).toBeCloseTo(expected, 14);
  });

  it.each(table1().filter((row) => row.rule === 'most'))(
    '$item of $bodies is 1 at class III',
    ({ item, bodies, cells }) => {
      for (const body of bodies) {
        const section = [{ [item]: Number(cells[2]) }];
        const [rivers, lakes] = body === 'river' ? [section, []] : [[], section];
        expect(index(rivers, lakes, [item]).index).toBe(1);
      }
    },
  );

  it('takes the mean of each item over the sections, sums, and weights rivers and lakes by their number', () => {
    const found = index(
      [
        { codmn: 3, tp: 0.1 },
        { codmn: 9, tp: 0.3 },
      ],
      [{ codmn: 6, tp: 0.1 }],
      ['codmn', 'tp'],
    );
    expect(found.river).toMatchObject({ sections: 2, index: 2, terms: { codmn: 1, tp: 1 }, without: [] });
    expect(found.lake).toMatchObject({ sections: 1, index: 3, terms: { codmn: 1, tp: 2 } });
    expect(found).toMatchObject({ edition: 'GB 3838-2002', index: 7 / 3 });
  });

  it('names the items it lacks, and has none where a part has nothing', () => {
    expect(index([{ codmn: 6, tp: missing('fault') }], [])).toMatchObject({
      index: 1,
      river: { without: ['do', 'nh3n', 'tp', 'ph'] },
      lake: { sections: 0, index: { missing: 'no-data' } },
    });
    expect(index([{ water_temperature: 20 }], [], ['water_temperature']).index).toEqual({
      missing: 'no-data',
    });
    expect(index([{ codmn: 6 }], [{}]).index).toEqual({ missing: 'no-data' });
    expect(index([], []).index).toEqual({ missing: 'no-data' });
  });

  it('has none of water without any oxygen, rather than a better one', () => {
    const found = index([{ do: 0, codmn: 6 }], []);
    expect(found).toMatchObject({ index: { missing: 'beyond-scale' }, river: { terms: { codmn: 1 } } });
    expect(found.river.terms).not.toHaveProperty('do');
    expect(found.river.without).toEqual(['nh3n', 'tp', 'ph']);
  });

  it('refuses what is no reading', () => {
    for (const codmn of [-1, Number.NaN]) expect(() => index([{ codmn }], [])).toThrow(RangeError);
  });

  it('shows each term and the sum', () => {
    const trace = new Derivation();
    const city = { rivers: [{ codmn: 3, do: 4, ph: 6.5 }], lakes: [{ ph: 8, do: 0 }] };
    cityWaterIndex(city, ['codmn', 'do', 'ph'], GB3838_2002, trace);
    const terms = trace.steps.filter(({ quantity }) => quantity.startsWith('cwqi'));
    expect(terms.map(({ quantity, arithmetic, result }) => [quantity, arithmetic, result])).toEqual([
      ['cwqi.river.codmn', '3 / 6', 0.5],
      ['cwqi.river.do', '5 / 4', 1.25],
      ['cwqi.river.ph', '(7 - 6.5) / (7 - 6)', 0.5],
      ['cwqi.lake.do', '5 / 0', null],
      ['cwqi.lake.ph', '(8 - 7) / (9 - 7)', 0.5],
    ]);
    const whole = new Derivation();
    cityWaterIndex(
      { rivers: [{ codmn: 3 }, { codmn: 3 }], lakes: [{ codmn: 6 }] },
      ['codmn'],
      GB3838_2002,
      whole,
    );
    expect(whole.steps.at(-1)).toMatchObject({
      quantity: 'cwqi',
      inputs: { rivers: 2, lakes: 1 },
      arithmetic: '2 × 0.5 + 1 × 1, / 3',
      result: 2 / 3,
    });
  });

  const limit = (item: string, body: string) =>
    fraction(
      table1().find((row) => row.item === item && row.bodies.some((one) => one === body))?.cells[2] ?? '',
    );

  function literalTerm(item: string, mean: Fraction, body: string): Fraction {
    if (item === 'do') return over(fraction('5'), mean);
    if (item !== 'ph') return over(mean, limit(item, body));
    const seven = fraction('7');
    return atMost(mean, seven) ? minus(seven, mean) : over(minus(mean, seven), whole(2));
  }

  /** Without pH, whose mean is no fraction. */
  const literalSum = (sections: readonly Record<string, string>[], body: string): Fraction =>
    total(
      ['do', 'codmn', 'nh3n', 'tp'].map((item) =>
        literalTerm(item, literalMean(sections.map((section) => fraction(section[item] ?? ''))), body),
      ),
    );

  it(`agrees with the literal reading, in any order (seed ${seed})`, () => {
    const text = fc.integer({ min: 1, max: 20_000 }).map((n) => (n / 1000).toFixed(3));
    const section = fc.record({ do: text, codmn: text, nh3n: text, tp: text });
    const some = fc.array(section, { minLength: 1, maxLength: 5 });
    const numbers = (each: Record<string, string>) =>
      Object.fromEntries(Object.entries(each).map(([item, value]) => [item, Number(value)]));
    fc.assert(
      fc.property(some, some, (rivers, lakes) => {
        const found = index(rivers.map(numbers), lakes.map(numbers)).index as number;
        const weighed = [
          times(literalSum(rivers, 'river'), whole(rivers.length)),
          times(literalSum(lakes, 'lake'), whole(lakes.length)),
        ];
        const literal = approximately(over(total(weighed), whole(rivers.length + lakes.length)));
        expect(Math.abs(found - literal)).toBeLessThan(1e-12 * Math.max(1, literal));
        expect(index(rivers.toReversed().map(numbers), lakes.map(numbers)).index).toBe(found);
      }),
      runs(300),
    );
  });
});
