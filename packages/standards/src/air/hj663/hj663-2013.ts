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
  exceptionalEvents: { leftOutOf: [], clause: 'nothing said', status: '1' },
  goodDay: { upTo: 100, clause: 'good-day ratio', status: '2' },
};
