import { lang } from '../core/settings.ts';

/** Chinese for the terms in which the API names quantities, inputs and rounding; others are shown as they are. */
const TERMS: Readonly<Record<string, string>> = {
  '1h': '1 小时',
  '8h': '8 小时',
  '24h': '24 小时',
  day: '24 小时',
  level: '级别',
  primary: '首要污染物',
  class: '类别',
  mean: '平均值',
  percentile: '百分位数',
  printed: '修约值',
  term: '分指数',
  index: '指数',
  max: '最大值',
  'good-day-ratio': '优良天数比例',
  received: '收到值',
  concentration: '浓度',
  upTo: '上限',
  above: '大于',
  value: '数值',
  limits: '限值',
  limit: '限值',
  sum: '合计',
  days: '天数',
  good: '优良天数',
  valid: '有效天数',
  percent: '百分位',
  statistic: '统计量',
  standard: '标准值',
  'up to an integer': '进位取整',
  'the largest sub-index': '各分指数的最大值',
  'the worst of the items that take part': '参评项目中最差的类别',
  'half to even, 1 decimal': '四舍六入五成双，1 位小数',
  'half to even, 2 decimals': '四舍六入五成双，2 位小数',
  'half to even, 6 decimals': '四舍六入五成双，6 位小数',
};

/** The symbols of HJ 633 for what the API names in letters alone. */
const SYMBOLS: Readonly<Record<string, string>> = {
  iaqi: 'IAQI',
  aqi: 'AQI',
  bLo: 'BP_Lo',
  bHi: 'BP_Hi',
  iLo: 'IAQI_Lo',
  iHi: 'IAQI_Hi',
  '1h': '1 h',
  '8h': '8 h',
  '24h': '24 h',
};

/** A term of the arithmetic in the language that is shown. */
export const termOf = (term: string): string =>
  (lang.value === 'zh' ? TERMS[term] : undefined) ?? SYMBOLS[term] ?? term;
