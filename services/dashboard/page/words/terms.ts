import { lang } from '../core/settings.ts';
import { phraseOf } from './phrases.ts';

/** Chinese for the terms in which the API names quantities, inputs and results; others are shown as they are. */
const TERMS: Readonly<Record<string, string>> = {
  '1h': '1 小时',
  '8h': '8 小时',
  '24h': '24 小时',
  max8h: '日最大 8 小时',
  day: '24 小时',
  year: '年',
  level: '级别',
  primary: '首要污染物',
  class: '类别',
  mean: '平均值',
  'moving-mean': '滑动平均',
  percentile: '百分位数',
  printed: '修约值',
  term: '分指数',
  index: '指数',
  'composite-index': '综合指数',
  max: '最大值',
  rank: '名次',
  change: '变化',
  trend: '趋势',
  'good-day-ratio': '优良天数比例',
  'good-day-ratio-without-dust': '剔除沙尘后的优良天数比例',
  'left-out': '剔除后天数',
  attains: '达标判定',
  exceeds: '超标',
  attainment: '达标率',
  exceedance: '超标倍数',
  'exceedance-multiple': '超标倍数',
  validity: '有效性',
  insufficient: '数据不足',
  missing: '缺数据',
  'main-items': '主要污染指标',
  share: '比例',
  worse: '劣Ⅴ类',
  city: '城市',
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
  measured: '有值天数',
  leftOut: '剔除天数',
  percent: '百分位',
  n: '个数',
  s: '序号',
  low: '前一个值',
  high: '后一个值',
  statistic: '统计量',
  standard: '标准值',
  figure: '指标值',
  of: '总数',
  rule: '规则',
  expected: '应有',
  observed: '实有',
  needed: '至少需要',
  found: '实有',
  unit: '单位',
  count: '个数',
  part: '部分',
  whole: '全部',
  sections: '断面数',
  belowDetection: '低于检出限',
  weight: '权重',
  samples: '样品',
  least: '至少',
  'minutes-an-hour': '每小时分钟数',
  'hours-a-day': '每日小时数',
  'windows-a-day': '每日滑动窗口数',
  'share-of-points': '点位比例',
  'days-a-month': '每月天数',
  'days-a-year': '每年天数',
  'share-of-days': '天数比例',
  'share-of-samples': '样品比例',
  'months-a-period': '时段内月数',
  'all-pollutants': '全部污染物',
  'any-item': '任一项目',
  'any-section': '任一断面',
  'any-value': '任一数值',
};

/** Terms that mean something else in a quantity. */
const IN_QUANTITY: Readonly<Record<string, string>> = {
  'share/good': 'I–III 类',
  'level/good': 'I–III 类断面数',
  'level/worse': '劣Ⅴ类断面数',
  'validity/valid': '有效',
  'attains/attains': '达标',
};

/** The symbols of HJ 633 for what the API names in letters alone. */
const SYMBOLS: Readonly<Record<string, string>> = {
  iaqi: 'IAQI',
  aqi: 'AQI',
  tli: 'TLI',
  cwqi: 'CWQI',
  bLo: 'BP_Lo',
  bHi: 'BP_Hi',
  iLo: 'IAQI_Lo',
  iHi: 'IAQI_Hi',
  '1h': '1 h',
  '8h': '8 h',
  '24h': '24 h',
  max8h: 'daily maximum 8 h',
};

/** The categories of HJ 633, which the arithmetic of a level names in Chinese. */
const CATEGORIES: Readonly<Record<string, string>> = {
  优: 'excellent',
  良: 'good',
  轻度污染: 'lightly polluted',
  中度污染: 'moderately polluted',
  重度污染: 'heavily polluted',
  严重污染: 'severely polluted',
};

/** `leftOut` as two words. */
const spelled = (term: string): string =>
  /^[a-z]{2,20}[A-Z][A-Za-z]{1,30}$/.test(term)
    ? term.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : term;

/** A term of the arithmetic in the language that is shown; `quantity` is what the step computes. */
export function termOf(term: string, quantity = ''): string {
  const chinese = IN_QUANTITY[`${quantity}/${term}`] ?? TERMS[term];
  return (lang.value === 'zh' ? chinese : undefined) ?? SYMBOLS[term] ?? spelled(term);
}

/** Arithmetic, a clause, rounding or a result in the language that is shown. */
export const saidOf = (text: string): string =>
  lang.value === 'zh'
    ? phraseOf(text)
    : text.replace(/[一-鿿]{1,4}$/, (category) => CATEGORIES[category] ?? category);
