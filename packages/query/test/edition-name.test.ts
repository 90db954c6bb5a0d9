import type { Shortfall } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { editionName, editionTitle, shortfallText } from '../src/index.ts';

describe('the name of an edition', () => {
  it.each([
    ['GB 3095-2026/transition', 'GB 3095-2026（过渡阶段）', 'GB 3095-2026 (transition stage)'],
    ['GB 3095-2026/final', 'GB 3095-2026（最终阶段）', 'GB 3095-2026 (final stage)'],
    ['GB 3095-2012', 'GB 3095-2012', 'GB 3095-2012'],
    ['something else/transition', 'something else/transition', 'something else/transition'],
  ])('%s is its number, with the stage in words', (id, zh, en) => {
    expect(editionName(id)).toEqual({ zh, en });
  });

  it('has a title as a document cites it', () => {
    expect(editionTitle('GB 3095-2026/transition').zh).toBe('《环境空气质量标准》GB 3095-2026（过渡阶段）');
    expect(editionTitle('GB 3838-2002').en).toBe(
      'Environmental quality standards for surface water, GB 3838-2002',
    );
    expect(editionTitle('none').zh).toBe('none');
  });
});

describe('what falls short', () => {
  const shortfall: Shortfall = {
    rule: 'days-a-month',
    clause: 'GB 3095-2026/transition table 4',
    item: 'so2',
    period: '2026-12',
    needed: 27,
    found: 0,
    unit: 'days',
  };

  it('names edition and month in words', () => {
    expect(shortfallText([shortfall])).toEqual({
      zh: '二氧化硫 2026年12月 0 天，至少需要 27 天，依据 GB 3095-2026（过渡阶段）表4',
      en: 'sulfur dioxide: 0 of at least 27 days in December 2026 (GB 3095-2026 (transition stage) table 4)',
    });
  });

  it('leaves hours and clauses without a stage as they are', () => {
    const hours = { ...shortfall, period: '08:00-16:00', clause: 'GB 3095-2012 table 4' };
    expect(shortfallText([{ ...shortfall, period: '2026' }]).zh).toContain('二氧化硫 2026年 0 天');
    expect(shortfallText([hours]).en).toContain('in 08:00-16:00 (GB 3095-2012 table 4)');
  });
});
