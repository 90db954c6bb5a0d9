import type { Words } from './words.ts';

const than = { periodBefore: '上一期', yearEarlier: '上年同期' } as const;

export const ZH: Words = {
  facts: {
    period: '时段',
    status: '状态',
    edition: '空气评价版本（指定）',
    airDays: '空气有效天数',
    sections: '有数据断面',
    results: '断面结果数（月）或月数',
    number: '编号',
    published: '发布时间',
    data: '数据版本',
    correction: '更正说明',
    revision: '修订版本',
    computed: '计算时间',
  },
  status: {
    provisional: '暂定（时段未结束或数据尚未终审）',
    insufficient: '非最终：有效天数不足',
    final: '最终',
  },
  headings: {
    air: '一、环境空气质量',
    ranking: '二、区域排名',
    water: '三、地表水环境质量',
    beyond: '四、超出水质目标的断面',
    completeness: '五、数据完整性',
    editions: '六、采用的标准',
  },
  captions: {
    pollutants: '六项污染物',
    ranking: '按综合指数由小到大',
    rivers: '河流水质类别',
    lakes: '湖库水质类别与营养状态',
    shares: '断面水质类别比例',
    beyond: '超标断面与项目',
    sections: '各断面水质',
    airDays: '各区域有效天数',
  },
  heads: {
    pollutants: ['污染物', '浓度', '上年同期', '单位', '单项指数', '首要污染物天数'],
    ranking: [
      '排名',
      '区域',
      '综合指数',
      '比上期 (%)',
      '同比 (%)',
      '改善排名',
      '优良天数',
      '优良率 (%)',
      '最大单项',
    ],
    rivers: ['河流', '类别', '水质状况', '同比', '断面数'],
    lakes: ['湖库', '类别', '水质状况', '同比', '总氮单独评价', '营养状态', '指数'],
    shares: ['范围', '断面数', 'Ⅰ～Ⅲ类 (%)', '劣Ⅴ类 (%)', '达标', '达标率 (%)'],
    beyond: ['断面', '河流或湖库', '目标', '类别', '项目', '浓度', '限值', '超标倍数'],
    sections: ['断面', '河流或湖库', '目标', '类别', '达标', '同比', '有效／应有'],
    airDays: ['区域', '应有', '有效', '比例 (%)'],
  },
  index: (span, region, index) => `${span}，${region}环境空气质量综合指数为 ${index}。`,
  noIndex: (span, region, reason) => `${span}，${region}环境空气质量综合指数无法给出（${reason}）。`,
  lacking: (why) => `不足之处：${why}。`,
  insufficient: (why) => `有效天数不足，该值不参加排名：${why}。`,
  insufficientBefore: (of) => `${than[of]}有效天数不足。`,
  changed: (of, percent) =>
    percent === 0
      ? `与${than[of]}持平。`
      : `比${than[of]}${percent < 0 ? '下降' : '上升'} ${Math.abs(percent).toFixed(2)}%。`,
  notCompared: (of) => `${than[of]}没有可比数据。`,
  goodDays: (good, valid, ratio) => `优良天数 ${good} 天，占有效天数 ${valid} 天的 ${ratio}%。`,
  goodDaysWithoutDust: (good, valid, ratio) =>
    `剔除沙尘日后优良天数 ${good} 天，占 ${valid} 天的 ${ratio}%。`,
  dust: (text) => `综合指数和浓度${text}。`,
  goodDaysBefore: (ratio, points) =>
    points === 0
      ? `上年同期优良率为 ${ratio}%，同比持平。`
      : `上年同期优良率为 ${ratio}%，同比${points < 0 ? '下降' : '上升'} ${Math.abs(points).toFixed(1)} 个百分点。`,
  primaryDays: (each) => `首要污染物：${each.join('、')}。`,
  primaryOn: (name, days) => `${name} ${days} 天`,
  noPrimary: '没有出现首要污染物。',
  rivers: (evaluated, each) => `评价河流 ${evaluated} 条${each.length > 0 ? `：${each.join('，')}` : ''}。`,
  ofClass: (count, of) => `${of}类 ${count} 条`,
  countByProportion: (count) => `按断面比例评价 ${count} 条`,
  inflows: (lake, evaluated, each) =>
    `${lake}入湖河流 ${evaluated} 条${each.length > 0 ? `：${each.join('，')}` : ''}。`,
  sections: (evaluated, good, worse) =>
    `评价断面 ${evaluated} 个，其中Ⅰ～Ⅲ类占 ${good}%，劣Ⅴ类占 ${worse}%。`,
  controlled: (good, evaluated) => `国考、省考断面 ${evaluated} 个，达到或优于Ⅲ类 ${good} 个。`,
  attainment: (compliant, targeted, percent) =>
    `有目标的断面 ${targeted} 个，达标 ${compliant} 个，达标率 ${percent}%。`,
  mainItems: (each) => `主要污染指标：${each.join('、')}。`,
  nothingBeyond: '没有断面超出水质目标。',
  changeOfWater: (text) => `与上年同期相比：${text}。`,
  absent: {
    air: { 'not-monitored': '没有空气评价点。', 'no-data': '本时段没有空气评价结果。' },
    water: { 'not-monitored': '没有地表水断面。', 'no-data': '本时段没有地表水评价结果。' },
  },
  editions: {
    air: (ids) => `空气：${ids}。`,
    water: (ids) => `地表水：${ids}。`,
    asked: (id) => `空气按指定版本 ${id} 评价，不论时段末日有效的是哪一版；同比、环比亦按该版本。`,
    method: (id) => `综合指数方法：${id}。`,
    sameEdition: (ids) =>
      `上年同期执行的标准版本不同；上年同期的全部数据（综合指数、优良天数、级别、首要污染物）均按本期标准重新评价：${ids}。`,
    inForce: (ids) => `上年同期数据按当时有效的标准评价：${ids}；版本不同时不可直接比较。`,
    changed: () => '时段内标准或其阶段有更替；全时段按时段末日有效的版本评价，同比、环比按同一版本重算。',
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
  comma: '、',
};
