import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { type Maybe, missing } from '../../src/figure/missing.ts';
import {
  ASSESSMENT_2011,
  type Comparable,
  changeByLevel,
  changeByProportion,
  sectionChange,
  WATER_CLASSES,
  type WaterClass,
  type WaterItem,
} from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { goldenRows } from './golden/csv.ts';
import { literalChange } from './literal/area.ts';

const LEVELS = goldenRows('levels.csv').map(([of = '', level = '']) => [of, level] as const);
const ladder = [...new Set(LEVELS.map(([, level]) => level))];
const step = (of: WaterClass) => ladder.indexOf(LEVELS.find(([name]) => name === of)?.[1] ?? '');
const pairs = WATER_CLASSES.flatMap((before) => WATER_CLASSES.map((after) => [before, after] as const));

/** An evaluated section of one class by some items. */
const evaluated = (of: Maybe<WaterClass>, ...items: WaterItem[]): Comparable => ({
  class: of,
  items: Object.fromEntries(items.map((item) => [item, { value: 1, class: of, evaluated: true }])),
});

const named = (classes: readonly Maybe<WaterClass>[]) =>
  new Map(classes.map((of, at) => [`s${at}`, evaluated(of, 'tp')]));

const between = (before: readonly Maybe<WaterClass>[], after: readonly Maybe<WaterClass>[]) =>
  changeByProportion(named(before), named(after), ASSESSMENT_2011);

describe('change of a class between periods, by level [M]', () => {
  it.each(pairs)('from %s to %s', (before, after) => {
    const steps = step(before) - step(after);
    const degree = Math.abs(steps) === 1 ? '有所' : '明显';
    const expected = steps === 0 ? '无明显变化' : `${degree}${steps > 0 ? '好转' : '变差'}`;
    expect(changeByLevel(before, after, ASSESSMENT_2011).zh).toBe(expected);
  });

  it('of a section needs a class in both periods, by the same items', () => {
    const [then, now] = [evaluated('IV', 'tp', 'do'), evaluated('III', 'tp', 'do')];
    expect(sectionChange(then, now, ASSESSMENT_2011)).toMatchObject({ zh: '有所好转', degree: 'slight' });
    expect(sectionChange(evaluated(missing('fault'), 'tp'), now, ASSESSMENT_2011)).toEqual({
      missing: 'fault',
    });
    expect(sectionChange(then, evaluated(missing('no-data')), ASSESSMENT_2011)).toEqual({
      missing: 'no-data',
    });
    expect(sectionChange(then, evaluated('III', 'tp'), ASSESSMENT_2011)).toEqual({
      missing: 'not-applicable',
    });
  });

  it('asks for equal items that count, not for equal items shown', () => {
    const shown = { ...evaluated('IV', 'tp') };
    const reference = { value: 9, class: 'V', evaluated: false } as const;
    const after: Comparable = { class: 'I', items: { ...evaluated('I', 'tp').items, tn: reference } };
    expect(sectionChange(shown, after, ASSESSMENT_2011)).toMatchObject({ zh: '明显好转' });
    const without = { value: missing('fault'), class: missing('fault'), evaluated: true } as const;
    const silent: Comparable = { class: 'I', items: { ...after.items, do: without } };
    expect(sectionChange(shown, silent, ASSESSMENT_2011)).toMatchObject({ direction: 'better' });
  });

  it('shows the levels it went by', () => {
    const trace = new Derivation();
    sectionChange(evaluated('II', 'tp'), evaluated('V', 'tp'), ASSESSMENT_2011, trace);
    expect(trace.steps).toMatchObject([
      {
        quantity: 'change',
        inputs: { before: 'II', after: 'V' },
        arithmetic: 'from excellent to moderately polluted: one level is slight, two or more are marked',
        result: 'markedly worse',
      },
    ]);
  });
});

describe('change by proportion: s = ΔG - ΔD [M]', () => {
  const sections = (count: number, good: number): WaterClass[] =>
    Array.from({ length: count }, (_, at) => (at < good ? 'III' : 'IV'));
  const thresholds = goldenRows('change.csv');
  const rowOf = (points: number) => thresholds.find(([to]) => to === 'more' || points <= Number(to));
  const cells = [10, 20].flatMap((points) => [points * 10 - 1, points * 10, points * 10 + 1]);

  it.each(cells)('%d in a thousand more or less good sections', (moved) => {
    const [few, many] = [sections(1000, 300), sections(1000, 300 + moved)];
    const [, better, worse] = rowOf(moved / 10) ?? [];
    expect(between(few, many).change).toMatchObject({ zh: better });
    expect(between(many, few).change).toMatchObject({ zh: worse });
  });

  it('counts what leaves worse than V too: one of ten to IV is 10 points, to III is 20', () => {
    const ten = (last: WaterClass): WaterClass[] => [...sections(9, 5), last];
    expect(between(ten('worse-than-V'), ten('IV'))).toMatchObject({
      change: { degree: 'none' },
      good: 0,
      worse: -10,
    });
    expect(between(ten('worse-than-V'), ten('III'))).toMatchObject({
      change: { zh: '有所好转' },
      good: 10,
      worse: -10,
    });
  });

  it('leaves out sections of one period, without a class, or of other items, and names them', () => {
    const before = new Map([
      ['both', evaluated('IV', 'tp')],
      ['gone', evaluated('IV', 'tp')],
      ['silent', evaluated('IV', 'tp')],
      ['mute', evaluated(missing('fault'), 'tp')],
      ['other', evaluated('IV', 'tp')],
    ]);
    const after = new Map([
      ['new', evaluated('I', 'tp')],
      ['both', evaluated('III', 'tp')],
      ['silent', evaluated(missing('no-data'), 'tp')],
      ['mute', evaluated('I', 'tp')],
      ['other', evaluated('I', 'tp', 'do')],
    ]);
    expect(changeByProportion(before, after, ASSESSMENT_2011)).toEqual({
      change: { direction: 'better', degree: 'marked', zh: '明显好转', en: 'markedly better' },
      good: 100,
      worse: 0,
      compared: 1,
      leftOut: [
        { section: 'gone', reason: 'one-period' },
        { section: 'silent', reason: 'no-class' },
        { section: 'mute', reason: 'no-class' },
        { section: 'other', reason: 'other-items' },
        { section: 'new', reason: 'one-period' },
      ],
    });
  });

  it('is missing where nothing can be compared', () => {
    const none = { missing: 'no-data' };
    expect(between(['I'], [])).toMatchObject({ change: none, good: none, worse: none, compared: 0 });
  });

  it('shows its arithmetic', () => {
    const trace = new Derivation();
    changeByProportion(named(sections(8, 4)), named(sections(8, 7)), ASSESSMENT_2011, trace);
    expect(trace.steps).toMatchObject([
      {
        inputs: { compared: 8, good: 3, worse: 0 },
        arithmetic: 'ΔG - ΔD = (3 - 0) / 8 × 100 = 37.5 points',
        result: 'markedly better',
      },
    ]);
  });

  it(`agrees with the literal reading; back is the opposite of there (seed ${seed})`, () => {
    const of = fc.constantFrom(...WATER_CLASSES);
    const opposite = { better: 'worse', worse: 'better', none: 'none' };
    fc.assert(
      fc.property(fc.array(fc.tuple(of, of), { minLength: 1, maxLength: 40 }), (moves) => {
        const [before, after] = [moves.map(([then]) => then), moves.map(([, now]) => now)];
        const found = between(before, after).change;
        expect(found).toMatchObject({ zh: literalChange(before, after) });
        if ('missing' in found) throw new Error('no change');
        expect(between(after, before).change).toMatchObject({
          degree: found.degree,
          direction: opposite[found.direction],
        });
      }),
      runs(1000),
    );
  });
});
