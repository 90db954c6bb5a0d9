import { civilDate } from '../../time/civil.ts';
import type { Hj663Edition } from './edition.ts';
import { STATISTICS } from './statistics.ts';

/** HJ 663-2026; in force from 2026-03-01. */
export const HJ663_2026: Hj663Edition = {
  id: 'HJ 663-2026',
  standard: 'HJ 663',
  title: {
    zh: '环境空气质量评价技术规范',
    en: 'Technical regulation for ambient air quality assessment',
  },
  from: civilDate('2026-03-01'),
  source: 'first day [P]; each rule with its own status',
  ozone: {
    firstLabel: 8,
    lastLabel: 24,
    validWindows: 14,
    exception: 'above-grade-2',
    clause: 'ozone daily maximum 8 h, taken over from 2013',
    status: 'M',
  },
  city: {
    roles: { of: ['evaluation'], clause: 'city points', status: '1' },
    share: { percent: 75, few: { below: 4, percent: 50 }, clause: 'valid points of a city', status: 'M' },
  },
  statistics: STATISTICS,
  digits: { co: 1, others: 0, multiple: 2, ratio: 1, clause: 'rounding of results', status: 'M' },
  exceptionalEvents: { leftOutOf: ['pm10', 'pm2_5'], clause: 'exceptional events', status: '2' },
  movingMean: { years: 3, clause: 'three-year moving mean', status: '1' },
  goodDay: { upTo: 100, clause: 'good-day ratio', status: '2' },
};
