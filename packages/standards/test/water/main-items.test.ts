import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import {
  ASSESSMENT_2011,
  GB3838_2002,
  mainItems,
  mainItemText,
  type SectionInput,
  sectionClass,
  sectionExceedances,
  WATER_METHODS,
  type WaterClass,
} from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { table1 } from './golden/table.ts';
import { literalSection } from './literal/section.ts';

const evaluated = (values: SectionInput['values'], target?: WaterClass) =>
  sectionClass({ waterBody: 'river', values, ...(target && { target }) }, GB3838_2002, WATER_METHODS['2011']);
const main = (values: SectionInput['values']) => mainItems(evaluated(values), GB3838_2002, ASSESSMENT_2011);
const names = (values: SectionInput['values']) => main(values).map(({ item }) => item);

describe('main pollution items of a section [code]', () => {
  it('are none where it is 优 or 良好: class III, at its limits', () => {
    expect(main({ do: 5, codmn: 6, cod: 20, bod5: 4, nh3n: 1, tp: 0.2 })).toEqual([]);
  });

  it('are the worst classes first, then the largest multiples, three of them', () => {
    // V by 0.9 of class III; IV by 0.65, 0.45 and 0.15
    expect(main({ nh3n: 1.9, codmn: 9.9, cod: 29, tp: 0.23 })).toEqual([
      { item: 'nh3n', class: 'V', multiple: 0.9 },
      { item: 'codmn', class: 'IV', multiple: 0.65 },
      { item: 'cod', class: 'IV', multiple: 0.45 },
    ]);
    // the class goes first: IV by 9 of petroleum stands behind V by 0.9 of ammonia
    expect(names({ petroleum: 0.5, nh3n: 1.9 })).toEqual(['nh3n', 'petroleum']);
  });

  it('compare multiples before they are rounded, and keep the order of the table where they are equal', () => {
    expect(names({ codmn: 6.06, cod: 20.201 })).toEqual(['cod', 'codmn']); // 0.01 and 0.01005
    expect(names({ cod: 24, codmn: 7.2 })).toEqual(['codmn', 'cod']); // 0.2 both
  });

  it.each(['cu', 'zn', 'as', 'hg', 'cd', 'cr6', 'pb', 'cyanide'] as const)('put %s first', (metal) => {
    const limits = GB3838_2002.rules.river[metal];
    if (limits?.kind !== 'at-most') throw new Error('no limits');
    const value = limits.limits.III + 1e-6; // hardly beyond class III
    expect(names({ tp: 9, nh3n: 9, codmn: 99, [metal]: value })).toEqual([metal, 'tp', 'codmn']);
    expect(names({ tp: 9, [metal]: limits.limits.III })).toEqual(['tp']);
  });

  it('do not put selenium first, which is no heavy metal', () => {
    expect(names({ tp: 0.5, se: 0.011 })).toEqual(['tp', 'se']);
  });

  it('give pH and dissolved oxygen no multiple: behind those of their class that have one', () => {
    expect(main({ ph: 9.1, do: 1, tp: 0.41 })).toEqual([
      { item: 'tp', class: 'worse-than-V', multiple: 1.05 },
      { item: 'ph', class: 'worse-than-V', multiple: { missing: 'not-applicable' } },
      { item: 'do', class: 'worse-than-V', multiple: { missing: 'not-applicable' } },
    ]);
    expect(names({ do: 1, tp: 0.39 })).toEqual(['do', 'tp']);
  });

  it('leave out what takes no part', () => {
    expect(names({ tn: 9, fecal_coliform: 90_000, tp: 0.3 })).toEqual(['tp']);
  });

  it('are written as bulletins write them', () => {
    const [codmn, oxygen] = main({ codmn: 13.2, do: 4 });
    if (!codmn || !oxygen) throw new Error('two items');
    expect(mainItemText(codmn, 'zh')).toBe('高锰酸盐指数(1.2)');
    expect(mainItemText(codmn, 'en')).toBe('permanganate index(1.2)');
    expect(mainItemText(oxygen, 'zh')).toBe('溶解氧');
  });

  it('show what they were chosen from', () => {
    const trace = new Derivation();
    mainItems(evaluated({ tp: 0.3, do: 4, pb: 0.06, cod: 30 }), GB3838_2002, ASSESSMENT_2011, trace);
    expect(trace.steps).toMatchObject([
      {
        quantity: 'main-items',
        inputs: { pb: 'V, 0.2', tp: 'IV, 0.5', cod: 'IV, 0.5', do: 'IV' },
        result: 'pb, cod, tp',
      },
    ]);
  });
});

describe('exceedances against another class than the target', () => {
  it('are those of the class asked for', () => {
    const section = evaluated({ tp: 0.25, do: 5.5, codmn: 3 }, 'II');
    expect(section.exceedances.map(({ item, limit }) => [item, limit])).toEqual([
      ['do', 6],
      ['tp', 0.1],
    ]);
    expect(sectionExceedances(section, 'III', GB3838_2002)).toEqual([
      { item: 'tp', value: 0.25, class: 'IV', limit: 0.2, multiple: 0.25 },
    ]);
    expect(sectionExceedances(section, 'worse-than-V', GB3838_2002)).toEqual([]);
  });

  it('work out what millionths cannot hold', () => {
    const multiple = (values: SectionInput['values']) => evaluated(values).exceedances[0]?.multiple;
    expect(multiple({ codmn: 1.5e15 })).toBe(249_999_999_999_999);
    expect(multiple({ tp: 0.21234567 })).toBe(0.06);
    expect(multiple({ hg: 0.0001000001 })).toBe(0);
  });
});

describe('a section against the literal reading', () => {
  const rows = table1().filter((row) => row.item !== 'tn' && row.item !== 'fecal_coliform');
  const items = [...new Set(rows.map((row) => row.item))];
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 50_000_000 }),
    fc.integer({ min: 0, max: 400_000 }),
    fc.constantFrom(
      ...rows
        .flatMap((row) => row.cells.flatMap((cell) => cell.split('-')))
        .map((cell) => Math.round(Number(cell) * 1e6)),
    ),
  );
  const text = amount.map((n) => (n / 1e6).toFixed(6));
  const values = fc.dictionary(fc.constantFrom(...items), text, { minKeys: 1, maxKeys: 21 });
  const targets = fc.constantFrom('I', 'II', 'III', 'IV', 'V', 'worse-than-V') as fc.Arbitrary<WaterClass>;

  it(`has its class, determining items and multiples against any target (seed ${seed})`, () => {
    fc.assert(
      fc.property(values, fc.constantFrom('river', 'lake'), targets, (texts, waterBody, target) => {
        const numbers = Object.fromEntries(Object.entries(texts).map(([item, each]) => [item, Number(each)]));
        const found = sectionClass(
          { waterBody, values: numbers, target },
          GB3838_2002,
          WATER_METHODS['2011'],
        );
        const literal = literalSection(texts, waterBody, target);
        expect(found.class).toBe(literal.class);
        expect(found.determining).toEqual(literal.determining);
        expect(
          found.exceedances.map(({ item, multiple }) => [
            item,
            typeof multiple === 'number' ? multiple : null,
          ]),
        ).toEqual(literal.beyond);
      }),
      runs(2000),
    );
  });
});
