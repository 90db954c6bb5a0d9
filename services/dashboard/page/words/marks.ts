import { computed } from '@preact/signals';
import { lang } from '../core/settings.ts';

/** Words that stand beside figures: dust, states of sections and of data, and from when on they are provisional. */
const ZH = {
  dust: '沙尘',
  dustDays: '沙尘日',
  dustAbout: '沙尘日不计入 PM₁₀、PM₂.₅ 的统计、综合指数和排名；当日 AQI 照常显示。',
  withoutDust: '剔除沙尘',
  withoutDustOf: (days: string) => `剔除沙尘后 ${days}`,
  states: '断面状态',
  noClass: '当日不评类别',
  data: { reviewed: '已复核', audited: '已审核' },
  auditedOf: (some: number, all: number) => `已审核 ${some}/${all}`,
  provisionalFrom: (day: string) => `${day} 起暂定，可能随迟到数据修正`,
};
type Words = typeof ZH;
const EN: Words = {
  dust: 'dust',
  dustDays: 'Days of dust',
  dustAbout:
    'Days of dust are out of the statistics of PM₁₀ and PM₂.₅, the composite index and rankings; the AQI of the day stays.',
  withoutDust: 'without dust',
  withoutDustOf: (days) => `${days} without dust`,
  states: 'States of sections',
  noClass: 'no class on these days',
  data: { reviewed: 'reviewed', audited: 'audited' },
  auditedOf: (some, all) => `audited ${some} of ${all}`,
  provisionalFrom: (day) => `provisional from ${day} on: late data may change it`,
};

export const marks = computed<Words>(() => (lang.value === 'zh' ? ZH : EN));
