import { civilDate } from '../../time/civil.ts';
import type { Hj663Edition } from './edition.ts';
import { STATISTICS } from './statistics.ts';

/** HJ 663-2013; in force until 2026-02-28. */
export const HJ663_2013: Hj663Edition = {
  id: 'HJ 663-2013',
  standard: 'HJ 663',
  title: {
    zh: '环境空气质量评价技术规范（试行）',
    en: 'Technical regulation for ambient air quality assessment (on trial)',
  },
  from: civilDate('2013-01-01'),
  until: civilDate('2026-02-28'),
  source: 'last day [P]; taken as in force from the first day of 2013 on [D]',
  ozone: {
    firstLabel: 8,
    lastLabel: 24,
    validWindows: 14,
    exception: 'above-grade-2',
    clause: 'ozone daily maximum 8 h',
    status: '2',
  },
  city: {
    roles: { of: ['evaluation'], clause: 'city points', status: '1' },
    share: { percent: 75, few: { below: 4, percent: 50 }, clause: 'valid points of a city', status: 'M' },
  },
  statistics: STATISTICS,
  digits: { co: 1, others: 0, multiple: 2, ratio: 1, clause: 'rounding of results', status: 'M' },
  // The edition itself says nothing of dust: a notice of 2016 adds the rule.
  exceptionalEvents: {
    leftOutOf: ['pm10', 'pm2_5'],
    from: civilDate('2017-01-01'),
    clause: '环办监测〔2016〕120号, dust days',
    status: '2',
  },
  goodDay: { upTo: 100, clause: 'good-day ratio', status: '2' },
};
