import { type Section, sectionId } from '@lanbi/model';
import { GB3838_2002, missing } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { cityWatersIndex, comparableIndex, type Member } from '../src/index.ts';

const section = (id: string, waterBody: 'river' | 'lake'): Section =>
  ({ id: sectionId(id), name: { zh: id, en: id }, region: 'r', waterBody }) as Section;
const member = (id: string, waterBody: 'river' | 'lake', values: Member['values']): Member => ({
  section: section(id, waterBody),
  values,
});
const TWO = ['codmn', 'tp'] as const;

describe('the water quality index of a city', () => {
  it('weights rivers and lakes by their sections with values; limits of class III: CODMn 6, TP 0.2 and 0.05', () => {
    // Rivers: (3 + 9) / 2 / 6 + (0.1 + 0.3) / 2 / 0.2 = 1 + 1 = 2; lake: 3 / 6 + 0.1 / 0.05 = 2.5.
    const members = [
      member('a', 'river', { codmn: 3, tp: 0.1 }),
      member('b', 'river', { codmn: 9, tp: 0.3 }),
      member('c', 'lake', { codmn: 3, tp: 0.1 }),
      member('d', 'lake', { codmn: missing('no-data') }),
    ];
    const found = cityWatersIndex(members, TWO, GB3838_2002);
    expect(found).toMatchObject({ river: { sections: 2, index: 2 }, lake: { sections: 1, index: 2.5 } });
    expect(found.index).toBeCloseTo((2 * 2 + 2.5) / 3, 12);
    expect(comparableIndex(found)).toBe(found.index);
  });

  it('does not compare where an item has no mean', () => {
    const found = cityWatersIndex([member('a', 'river', { codmn: 3 })], TWO, GB3838_2002);
    expect(found.index).toBe(0.5);
    expect(comparableIndex(found)).toEqual(missing('incomplete'));
  });

  it('has no index without any section', () => {
    expect(comparableIndex(cityWatersIndex([], TWO, GB3838_2002))).toEqual(missing('no-data'));
  });
});
