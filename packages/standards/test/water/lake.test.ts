import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import {
  ASSESSMENT_2011,
  GB3838_2002,
  type LakeInput,
  lakeClass,
  sectionClass,
  trophicIndex,
  WATER_METHODS,
} from '../../src/water/index.ts';

const standards = { edition: GB3838_2002, assessment: ASSESSMENT_2011, method: WATER_METHODS['2011'] };
const lake = (points: LakeInput['points'], target?: LakeInput['target']) =>
  lakeClass({ points, ...(target && { target }) }, standards);

describe('a lake or reservoir (环办〔2011〕22号) [M]', () => {
  it('of one point is like a section, with the limits of lakes', () => {
    const values = { ph: 7.5, do: 8, codmn: 5, nh3n: 0.2, tp: 0.05 };
    const { class: of, items } = sectionClass(
      { waterBody: 'lake', values },
      GB3838_2002,
      WATER_METHODS['2011'],
    );
    expect(lake([[values]]).section).toMatchObject({ class: of, items, against: 'III' });
    expect(lake([[{ tp: 0.05 }]]).section.class).toBe('III');
    expect(lake([[{ tp: 0.050001 }]]).section.class).toBe('IV');
  });

  it('takes the mean over time of each point, then over the points', () => {
    const found = lake([[{ tp: 0.02 }, { tp: 0.04 }, { tp: 0.06 }], [{ tp: 0.1 }]], 'II');
    // 0.04 and 0.1, not the mean of the four samples
    expect(found.section).toMatchObject({
      class: 'IV',
      items: { tp: { value: 0.07 } },
      exceedances: [{ item: 'tp', limit: 0.025, multiple: 1.8 }],
      against: 'II',
    });
    expect(found).toMatchObject({ points: 2, mainItems: [{ item: 'tp', class: 'IV', multiple: 0.4 }] });
  });

  it('evaluates total nitrogen apart', () => {
    expect(lake([[{ tp: 0.01, tn: 2.01 }]])).toMatchObject({
      totalNitrogen: 'worse-than-V',
      section: { class: 'I' },
    });
    expect(lake([[{ tp: 0.01 }]]).totalNitrogen).toEqual({ missing: 'no-data' });
  });

  it('has the trophic state of its means; chlorophyll-a goes from mg/L to mg/m³', () => {
    const published = { chla: 0.01, tp: 0.05, tn: 1, transparency: 1, codmn: 4 };
    const { trophic } = lake([[published]]);
    expect(trophic.index).toBeCloseTo(48.018, 3);
    expect(trophic).toEqual(trophicIndex({ ...published, chla: 10 }, ASSESSMENT_2011));
  });

  it('marks what the trophic state lacks: nothing measured, or a mean of zero that has no logarithm', () => {
    expect(lake([[{ chla: 0.001, tp: 0, tn: missing('fault') }]]).trophic).toMatchObject({
      index: 25,
      without: ['tp', 'tn', 'transparency', 'codmn'],
    });
    expect(lake([]).trophic).toMatchObject({ index: { missing: 'no-data' }, grade: { missing: 'no-data' } });
    expect(lake([[{ chla: missing('fault') }]]).trophic.without).toHaveLength(5);
  });

  it('shows its means, its class and its trophic state', () => {
    const trace = new Derivation();
    lakeClass({ points: [[{ tp: 0.1 }], [{ tp: 0.1 }]] }, standards, trace);
    expect(trace.steps.map(({ quantity }) => quantity)).toEqual([
      'mean.tp',
      'class.tp',
      'class',
      'exceedance.tp',
      'tli.tp',
      'tli',
      'main-items',
    ]);
  });
});
