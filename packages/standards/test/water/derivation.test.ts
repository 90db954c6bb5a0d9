import { describe, expect, it } from 'vitest';
import { Derivation, type Trace } from '../../src/figure/derivation.ts';
import { isMissing } from '../../src/figure/missing.ts';
import {
  ASSESSMENT_2011,
  areaMainItems,
  areaShares,
  changeByProportion,
  cityWaterIndex,
  editionById,
  GB3838_2002,
  lakeClass,
  levelByProportion,
  mainItems,
  meansOf,
  periodClass,
  periodMean,
  riverClass,
  sectionChange,
  sectionClass,
  spearmanTrend,
  trophicIndex,
  WATER_METHODS,
  type WaterValues,
} from '../../src/index.ts';

const by = { edition: GB3838_2002, assessment: ASSESSMENT_2011, method: WATER_METHODS['2011'] };
const values: WaterValues = { ph: 9.4, do: 4.4, codmn: 6.6, nh3n: { belowDetection: 0.02 }, tp: 0.3 };
const input = { waterBody: 'river' as const, values };
const section = sectionClass(input, GB3838_2002, by.method);
const better = sectionClass({ ...input, values: { ...values, tp: 0.1 } }, GB3838_2002, by.method);
const [before, after] = [new Map([['one', section]]), new Map([['one', better]])];

/** Every figure of the water that can show how it came about. */
const FIGURES: Readonly<Record<string, (trace?: Trace) => unknown>> = {
  sectionClass: (trace) => sectionClass(input, GB3838_2002, by.method, { rounding: 'assessment' }, trace),
  mainItems: (trace) => mainItems(section, GB3838_2002, ASSESSMENT_2011, trace),
  meansOf: (trace) => meansOf([values, values], trace && { edition: ASSESSMENT_2011.id, trace }),
  periodMean: (trace) => periodMean('quarter', [values, values], ASSESSMENT_2011, 3, trace),
  periodClass: (trace) => periodClass('month', { waterBody: 'river', results: [values] }, by, trace),
  riverByMean: (trace) => riverClass([input, input], by, trace),
  riverByProportion: (trace) => riverClass([input, input, input, input, input], by, trace),
  lakeClass: (trace) => lakeClass({ points: [[values]] }, by, trace),
  trophicIndex: (trace) => trophicIndex({ tp: 0.1 }, ASSESSMENT_2011, trace),
  areaShares: (trace) => areaShares([{ class: 'II', target: 'III' }], ASSESSMENT_2011, trace),
  areaMainItems: (trace) => areaMainItems([section], ASSESSMENT_2011, trace),
  levelByProportion: (trace) => levelByProportion(1, 0, 1, ASSESSMENT_2011, trace),
  sectionChange: (trace) => sectionChange(section, better, ASSESSMENT_2011, trace),
  changeByProportion: (trace) => changeByProportion(before, after, ASSESSMENT_2011, trace),
  spearmanTrend: (trace) => spearmanTrend([1, 2, 3, 4, 5], ASSESSMENT_2011, trace),
  cityWaterIndex: (trace) =>
    cityWaterIndex({ rivers: [values], lakes: [] }, ['tp', 'do'], GB3838_2002, trace),
};

describe.each(Object.entries(FIGURES))('the derivation of %s', (_name, figure) => {
  const trace = new Derivation();
  const shown = figure(trace);

  it('leaves the figure as it is without one', () => {
    expect(shown).toEqual(figure());
  });

  it('has steps that name their edition and clause and are plain JSON', () => {
    expect(trace.steps.length).toBeGreaterThan(0);
    for (const step of trace.steps) {
      expect(editionById(step.edition), step.quantity).toBeDefined();
      expect(step.clause).not.toBe('');
      expect(step.arithmetic).not.toBe('');
      expect(JSON.parse(JSON.stringify(step))).toEqual(step);
      for (const each of [...Object.values(step.inputs), step.result]) expect(isMissing(each)).toBe(false);
    }
  });
});
