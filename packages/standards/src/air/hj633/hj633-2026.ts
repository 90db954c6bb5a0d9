import { civilDate } from '../../time/civil.ts';
import { AQI_CATEGORIES } from './category.ts';
import type { Hj633Edition } from './edition.ts';
import { DAILY_ROWS, HOURLY_ROWS } from './methods.ts';

/**
 * HJ 633-2026 [P]; in force from 2026-03-01. Of its clauses the facts number 4.2.2, 4.2.3, 4.2.6 and 5.3; the
 * others are named by their subject.
 */
export const HJ633_2026: Hj633Edition = {
  id: 'HJ 633-2026',
  standard: 'HJ 633',
  title: { zh: '环境空气质量指数（AQI）技术规定', en: 'Technical regulation on ambient air quality index' },
  from: civilDate('2026-03-01'),
  source: 'text and first day [P]',
  table: {
    'so2.day': [0, 50, 150, 475, 800, 1600, 2100, 2620],
    'so2.1h': [0, 150, 500, 650, 800, null, null, null],
    'no2.day': [0, 40, 80, 180, 280, 565, 750, 940],
    'no2.1h': [0, 100, 200, 700, 1200, 2340, 3090, 3840],
    'co.day': [0, 2, 4, 14, 24, 36, 48, 60],
    'co.1h': [0, 5, 10, 35, 60, 90, 120, 150],
    'o3.1h': [0, 160, 200, 300, 400, 800, 1000, 1200],
    'o3.8h': [0, 100, 160, 215, 265, 800, null, null],
    'pm10.day': [0, 50, 120, 250, 350, 420, 500, 600],
    'pm2_5.day': [0, 35, 60, 115, 150, 250, 350, 500],
  },
  aboveScale: { 'so2.1h': 200, 'o3.8h': 300 },
  rounding: { co: 1, others: 0 },
  methods: {
    hourly: [{ id: 'hourly', rows: HOURLY_ROWS, clause: 'hourly inputs', status: 'P' }],
    daily: [{ id: 'daily', rows: DAILY_ROWS, clause: 'daily inputs', status: 'P' }],
  },
  publishesIncomplete: { above: 100 },
  lowest: 1,
  primaryAbove: 50,
  categories: AQI_CATEGORIES,
  sources: {
    table: { clause: 'breakpoints', status: 'P' },
    aboveScale: { clause: 'above the last breakpoint', status: 'P' },
    rounding: { clause: '4.2.2, 4.2.3', status: 'P' },
    roundUp: { clause: '4.2.6', status: 'P' },
    publishesIncomplete: { clause: '5.3', status: 'P' },
    lowest: { clause: 'range 1 to 500', status: 'P' },
    cap: { clause: 'the breakpoints end at 500', status: 'D' },
    primary: { clause: 'primary pollutant', status: 'P' },
    exceeding: { clause: 'deleted from the standard', status: 'P' },
    categories: { clause: 'levels and categories', status: 'M' },
  },
};
