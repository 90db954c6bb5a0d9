import type { Words } from './words.ts';

const NUMBERS = '一二三四五六七八九';

const covered =
  (unit: string, found: '有效' | '可评价') =>
  (observed: number, expected: number, percent: string): string =>
    `应有 ${expected} ${unit}，${found} ${observed} ${unit}（${percent}%）`;

export const ZH: Words = {
  than: {
    month: { periodBefore: '上月', yearEarlier: '上年同期' },
    quarter: { periodBefore: '上季度', yearEarlier: '上年同期' },
    year: { periodBefore: '上年', yearEarlier: '上年' },
  },
  statistics: { co: '（日均值第 95 百分位数）', o3: '（日最大 8 小时平均第 90 百分位数）' },
  facts: {
    period: '时段',
    status: '状态',
    edition: '指定的空气质量标准',
    sections: '可评价断面',
    results: '断面监测次数',
    number: '编号',
    published: '发布时间',
    data: '数据校验码',
    correction: '更正说明',
    revision: '修订号',
    computed: '计算时间',
  },
  numbered: (at, heading) => `${NUMBERS[at - 1]}、${heading}`,
  airDays: (regions) => (regions > 1 ? `空气有效天数（${regions} 个区域合计）` : '空气有效天数'),
  covered: { days: covered('天', '有效'), sections: covered('个', '可评价'), results: covered('次', '有效') },
  status: {
    provisional: '暂定（时段未结束或数据尚未审核）',
    insufficient: '未定：有效天数不足',
    final: '已定',
  },
  headings: {
    air: '环境空气质量',
    ranking: '区域排名',
    water: '地表水环境质量',
    beyond: '未达到目标水质的断面',
    completeness: '数据有效性',
    editions: '采用的标准',
  },
  captions: {
    pollutants: '六项污染物浓度与单项指数',
    ranking: '按综合指数由小到大',
    rivers: '河流水质类别',
    lakes: '湖库水质类别与营养状态',
    shares: '断面水质类别比例',
    beyond: '超标断面与超标项目',
    sections: '各断面水质',
    airDays: '各区域空气有效天数',
  },
  heads: {
    pollutants: ['污染物', '浓度', '上年同期浓度', '单位', '单项指数', '首要污染物天数（天）'],
    ranking: [
      '排名',
      '区域',
      '综合指数',
      '环比 (%)',
      '同比 (%)',
      '改善幅度排名',
      '优良／有效天数',
      '优良天数比例 (%)',
      '主要污染物',
    ],
    rivers: ['河流', '水质类别', '水质状况', '同比', '断面数'],
    lakes: ['湖库', '水质类别', '水质状况', '同比', '总氮（单独评价）', '营养状态', '营养状态指数'],
    shares: ['断面范围', '评价断面数', 'Ⅰ～Ⅲ类比例 (%)', '劣Ⅴ类比例 (%)', '达标／有目标断面', '达标率 (%)'],
    beyond: ['断面', '河流或湖库', '目标水质', '水质类别', '项目', '监测值', '限值', '超标倍数'],
    sections: ['断面', '河流或湖库', '目标水质', '水质类别', '是否达标', '同比', '有效／应有次数'],
    airDays: ['区域', '应有天数', '有效天数', '有效率 (%)'],
  },
  index: (span, region, index) => `${span}，${region}环境空气质量综合指数为 ${index}。`,
  noIndex: (span, region, reason) => `${span}，${region}环境空气质量综合指数无法给出（${reason}）。`,
  monthsToo: (count) => `；按月另有 ${count} 项不足`,
  lacking: (why) => `不足之处：${why}。`,
  insufficient: (why) => `有效天数不足，该值不参加排名：${why}。`,
  insufficientBefore: (than) => `${than}有效天数不足。`,
  changed: (than, percent) =>
    percent === 0
      ? `与${than}持平。`
      : `比${than}${percent < 0 ? '下降' : '上升'} ${Math.abs(percent).toFixed(2)}%。`,
  notCompared: (than) => `${than}无可比数据。`,
  basis: {
    air: (editions, coverage) => `评价依据：${editions}；空气有效天数${coverage}。`,
    water: (editions, coverage) => `评价依据：${editions}；评价断面${coverage}。`,
  },
  goodDays: (good, valid, ratio) => `优良天数 ${good} 天，占有效天数 ${valid} 天的 ${ratio}%。`,
  goodDaysWithoutDust: (good, valid, ratio) =>
    `剔除沙尘日后优良天数 ${good} 天，占 ${valid} 天的 ${ratio}%。`,
  dust: (text) => `综合指数和浓度${text}。`,
  goodDaysBefore: (ratio, points) =>
    points === 0
      ? `上年同期优良率为 ${ratio}%，同比持平。`
      : `上年同期优良率为 ${ratio}%，同比${points < 0 ? '下降' : '上升'} ${Math.abs(points).toFixed(1)} 个百分点。`,
  primaryDays: (each) => `各首要污染物出现天数：${each.join('、')}。`,
  primaryOn: (name, days) => `${name} ${days} 天`,
  noPrimary: '各日均无首要污染物。',
  rivers: (evaluated, each) => `评价河流 ${evaluated} 条${each.length > 0 ? `：${each.join('，')}` : ''}。`,
  ofClass: (count, of) => `${of}类 ${count} 条`,
  countByProportion: (count) => `按断面比例评价 ${count} 条`,
  inflows: (lake, evaluated, each) =>
    `${lake}入湖河流 ${evaluated} 条${each.length > 0 ? `：${each.join('，')}` : ''}。`,
  sections: (evaluated, good, worse) =>
    `评价断面 ${evaluated} 个，其中Ⅰ～Ⅲ类占 ${good}%，劣Ⅴ类占 ${worse}%。`,
  noSections: '没有可评价的断面。',
  controlled: (good, evaluated) => `国考、省考断面 ${evaluated} 个，达到或优于Ⅲ类 ${good} 个。`,
  attainment: (compliant, targeted, percent) =>
    `有目标水质的断面 ${targeted} 个，达标 ${compliant} 个，达标率 ${percent}%。`,
  mainItems: (each) => `主要污染指标：${each.join('、')}。`,
  nothingBeyond: '有类别的断面均达到目标水质。',
  nothingCompared: '没有既有目标又有类别的断面，无法判断是否达标。',
  changeOfWater: (text) => `与上年同期相比：${text}。`,
  absent: {
    air: { 'not-monitored': '没有空气评价点。', 'no-data': '本时段没有空气评价结果。' },
    water: { 'not-monitored': '没有地表水断面。', 'no-data': '本时段没有地表水评价结果。' },
  },
  editions: {
    air: (ids) => `空气：${ids}。`,
    water: (ids) => `地表水：${ids}。`,
    asked: (id) => `空气按指定的 ${id}评价，不采用时段末日现行有效的标准；同比、环比采用同一标准。`,
    method: (name) => `综合指数的计算方法：${name}。`,
    sameEdition: (ids) =>
      `上年同期执行的标准与本期不同；上年同期的全部数据（综合指数、优良天数、级别、首要污染物）均按本期标准重新评价：${ids}。`,
    inForce: (ids) => `上年同期数据按当时有效的标准评价：${ids}；标准不同时不可直接比较。`,
    changed: () => '时段内标准或其阶段有更替；全时段按时段末日现行有效的标准评价，同比、环比采用同一标准。',
  },
  byProportion: '按断面比例评价',
  controls: { national: '国考', provincial: '省考', municipal: '市考', none: '未注明', both: '国考与省考' },
  all: '全部',
  yes: '是',
  no: '否',
  worseThanV: '劣Ⅴ',
  reasons: {
    'not-monitored': '不监测',
    'no-data': '无数据',
    fault: '仪器故障',
    calibration: '校准中',
    maintenance: '维护中',
    invalid: '数据无效',
    'too-few-samples': '有效数据不足',
    'stamp-off': '时间戳介于两个时段之间',
    'beyond-scale': '超出分级范围',
    incomplete: '项目不全',
    'not-applicable': '不适用',
  },
  rankingRule: '区域按环境空气质量综合指数由小到大排名，指数相同的名次并列。',
  methods: {
    ranking: '六项单项指数之和',
    'annex-c': 'HJ 663-2013 附录 C（单项指数取年均值与百分位数两者中较大者）',
  },
  annualMethod: '附录 C 方法只用于全年，需要全年日均值的百分位数',
  sentence: (text) => `${text}。`,
  comma: '、',
  colon: '：',
  semicolon: '；',
};
