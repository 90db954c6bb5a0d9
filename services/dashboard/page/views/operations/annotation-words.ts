import { computed } from '@preact/signals';
import { lang } from '../../core/settings.ts';

const ZH = {
  title: '沙尘日、断面状态与数据状态',
  about:
    '沙尘日不计入 PM₁₀、PM₂.₅ 的统计、综合指数和排名；断流、结冰等日期断面不评类别。已审核的日期不再等待迟到数据，其指标不再是暂定。撤销后仍留有记录。',
  dust: '登记沙尘日',
  dustOf: (pollutants: string) => `沙尘日：${pollutants}`,
  state: '登记断面状态',
  data: '登记数据状态',
  dataStates: { reviewed: '已复核', audited: '已审核' },
  station: '站点',
  subject: '地点',
  region: '区域',
  section: '断面',
  pollutants: '剔除的污染物',
  stateOf: '状态',
  states: { 'no-flow': '断流', frozen: '结冰', dry: '干库', 'not-sampled': '未采样' },
  from: '自',
  until: '至',
  reason: '依据',
  by: '署名',
  send: '登记',
  none: '没有登记。',
  noPlaces: '站点名录中没有区域、断面和站点，无从登记。',
  what: '内容',
  days: '日期',
  entered: '登记时间',
  withdraw: '撤销',
  withdrawOf: (id: number) => `撤销登记 ${id}`,
  withdrawn: '已撤销',
  cancel: '取消',
};
type Words = typeof ZH;

const EN: Words = {
  title: 'Days of dust, states of sections and of data',
  about:
    'Days of dust are out of the statistics of PM₁₀ and PM₂.₅, the composite index and rankings; a section that is frozen or without water has no class. Of audited days no late data are expected: their figures are not provisional. What is withdrawn stays on record.',
  dust: 'Enter days of dust',
  dustOf: (pollutants) => `dust: ${pollutants}`,
  state: 'Enter a state of a section',
  data: 'Enter a state of data',
  dataStates: { reviewed: 'reviewed', audited: 'audited' },
  station: 'Station',
  subject: 'Place',
  region: 'Region',
  section: 'Section',
  pollutants: 'Left out of',
  stateOf: 'State',
  states: { 'no-flow': 'no flow', frozen: 'frozen', dry: 'dry reservoir', 'not-sampled': 'not sampled' },
  from: 'From',
  until: 'Until',
  reason: 'Reason',
  by: 'By',
  send: 'Enter',
  none: 'Nothing is entered.',
  noPlaces: 'The registry has no regions, sections or stations of which something could be entered.',
  what: 'What',
  days: 'Days',
  entered: 'Entered',
  withdraw: 'Withdraw',
  withdrawOf: (id) => `Withdraw annotation ${id}`,
  withdrawn: 'withdrawn',
  cancel: 'Cancel',
};

export const notes = computed<Words>(() => (lang.value === 'zh' ? ZH : EN));
