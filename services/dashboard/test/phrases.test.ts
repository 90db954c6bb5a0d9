import { expect, it } from 'vitest';
import { phraseOf } from '../page/words/phrases.ts';

it.each([
  ['(150 - 115) / (115 - 60) × (82 - 60) + 100', '(150 - 115) / (115 - 60) × (82 - 60) + 100'],
  ['the largest sub-index, without so2, co', '各分指数的最大值，缺 so2，co'],
  ['2 stand before 4.53; 1 + 2', '指标值 4.53 之前有 2 个；1 + 2'],
  ['6 to 9', '6–9'],
  ['0.061 is beyond 0.05', '0.061 超过 0.05'],
  ['2026-12: 0 of at least 27 days', '2026-12: 0 天，至少需要 27 天'],
  ['0 < 1 samples', '0 < 1 个样品'],
  ['352 of 360 expected', '应有 360，实有 352'],
  ['4.2.2, 4.2.3; breakpoints; 4.2.6', '4.2.2，4.2.3；分段表；4.2.6'],
  ['table 1, grade 2, max8h', '表 1，二级，日最大 8 小时平均'],
  ['clause 5.1, against class III', '5.1 条，对照 III 类'],
  ['quarter: the mean of at least two', '季度：至少两个月的平均'],
  [
    'concentrations to 1 decimal, then each term, then the sum; half to even, 2 decimals',
    '浓度取 1 位小数，再修约各分项，再修约总和；四舍六入五成双，2 位小数',
  ],
])('says %s in Chinese', (english, chinese) => {
  expect(phraseOf(english)).toBe(chinese);
});
