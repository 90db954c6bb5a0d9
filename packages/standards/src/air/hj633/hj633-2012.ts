import { civilDate } from '../../time/civil.ts';
import { AQI_CATEGORIES } from './category.ts';
import type { Hj633Edition } from './edition.ts';
import { DAILY_ROWS_2012, DAILY_ROWS_WITH_O3_1H, LIVE_ROWS, TEXT_ROWS } from './methods.ts';

/**
 * HJ 633-2012 [P]; in force until 2026-02-28. Of its clauses the facts number 6.2 only; the others are named by
 * their subject.
 */
export const HJ633_2012: Hj633Edition = {
  id: 'HJ 633-2012',
  standard: 'HJ 633',
  title: {
    zh: '环境空气质量指数（AQI）技术规定（试行）',
    en: 'Technical regulation on ambient air quality index (on trial)',
  },
  from: civilDate('2013-01-01'),
  until: civilDate('2026-02-28'),
  source: 'text and last day [P]; taken as in force from the first day of 2013 on [D]',
  table: {
    'so2.day': [0, 50, 150, 475, 800, 1600, 2100, 2620],
    'so2.1h': [0, 150, 500, 650, 800, null, null, null],
    'no2.day': [0, 40, 80, 180, 280, 565, 750, 940],
    'no2.1h': [0, 100, 200, 700, 1200, 2340, 3090, 3840],
    'co.day': [0, 2, 4, 14, 24, 36, 48, 60],
    'co.1h': [0, 5, 10, 35, 60, 90, 120, 150],
    'o3.1h': [0, 160, 200, 300, 400, 800, 1000, 1200],
    'o3.8h': [0, 100, 160, 215, 265, 800, null, null],
    'pm10.day': [0, 50, 150, 250, 350, 420, 500, 600],
    'pm2_5.day': [0, 35, 75, 115, 150, 250, 350, 500],
  },
  aboveScale: { 'so2.1h': 'no-sub-index', 'o3.8h': 'no-sub-index' },
  methods: {
    hourly: [
      { id: 'live', rows: LIVE_ROWS, clause: 'live practice of the national platform', status: 'data' },
      { id: 'text', rows: TEXT_ROWS, clause: 'hourly inputs', status: 'P' },
    ],
    daily: [
      {
        id: 'daily',
        rows: DAILY_ROWS_2012,
        clause: 'daily inputs, practice: without the ozone 1 h',
        status: 'M',
      },
      { id: 'daily-with-o3-1h', rows: DAILY_ROWS_WITH_O3_1H, clause: 'daily inputs', status: 'P' },
    ],
  },
  publishesIncomplete: 'always',
  lowest: 0,
  primaryAbove: 50,
  exceedingAbove: 100,
  categories: AQI_CATEGORIES,
  sources: {
    table: { clause: 'breakpoints', status: 'P' },
    aboveScale: { clause: 'above the last breakpoint', status: 'P' },
    rounding: { clause: 'nothing said', status: 'P' },
    roundUp: { clause: '6.2', status: 'P' },
    publishesIncomplete: { clause: 'nothing said; live practice leaves the missing out', status: 'data' },
    lowest: { clause: 'range 0 to 500', status: 'P' },
    cap: { clause: 'the breakpoints end at 500', status: 'D' },
    primary: { clause: 'primary pollutant', status: 'P' },
    exceeding: { clause: 'exceedance pollutants', status: 'P' },
    categories: { clause: 'levels and categories', status: 'M' },
  },
};
