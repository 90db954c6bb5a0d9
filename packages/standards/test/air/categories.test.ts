import { describe, expect, it } from 'vitest';
import { categoryOf, HJ633_2012, HJ633_2026 } from '../../src/index.ts';
import { GOLDEN_CATEGORIES } from './golden/rules.ts';

describe.each([HJ633_2012, HJ633_2026])('$id, levels and categories', (edition) => {
  it.each(GOLDEN_CATEGORIES)('from %d to %d: level %d %s %s', (first, last, level, zh, en, rgb) => {
    for (const index of [first, last])
      expect(categoryOf(index, edition)).toMatchObject({ level, zh, en, rgb });
  });

  it.each(GOLDEN_CATEGORIES)('from %d to %d: not beyond', (first, last, level) => {
    if (level > 1) expect(categoryOf(first - 1, edition)?.level).toBe(level - 1);
    expect(categoryOf(last + 1, edition)?.level).toBe(level < 6 ? level + 1 : undefined);
  });

  it('gives zero the first and has six', () => {
    expect(categoryOf(0, edition)?.level).toBe(1);
    expect(edition.categories).toHaveLength(GOLDEN_CATEGORIES.length);
  });
});
