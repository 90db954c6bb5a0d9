import { civilDate } from '../../time/civil.ts';
import type { Gb3095Edition } from './edition.ts';
import { type LimitRow, limitRows } from './limit-rows.ts';

const TABLE_1: readonly LimitRow[] = [
  ['so2', 'year', 20, 20],
  ['so2', 'day', 50, 50],
  ['so2', '1h', 150, 150],
  ['no2', 'year', 30, 30],
  ['no2', 'day', 50, 50],
  ['no2', '1h', 200, 200],
  ['co', 'day', 4, 4],
  ['co', '1h', 10, 10],
  ['o3', 'max8h', 100, 160],
  ['o3', '1h', 160, 200],
  ['pm10', 'year', 20, 50],
  ['pm10', 'day', 50, 100],
  ['pm2_5', 'year', 10, 25],
  ['pm2_5', 'day', 25, 50],
];

const TABLE_2: readonly LimitRow[] = [
  ['tsp', 'year', 80, 200],
  ['tsp', 'day', 120, 300],
  ['nox', 'year', 40, 40],
  ['nox', 'day', 70, 70],
  ['nox', '1h', 250, 250],
  ['pb', 'year', 0.5, 0.5],
  ['pb', 'quarter', 1, 1],
  ['bap', 'year', 0.001, 0.001],
  ['bap', 'day', 0.0025, 0.0025],
];

/** GB 3095-2026, final stage: tables 1, 2 and 4 [P]; from 2031-01-01. */
export const GB3095_2026_FINAL: Gb3095Edition = {
  id: 'GB 3095-2026/final',
  standard: 'GB 3095',
  stage: 'final',
  title: { zh: '环境空气质量标准', en: 'Ambient air quality standards' },
  from: civilDate('2031-01-01'),
  source: 'text, dates of the stages [P]',
  limits: [
    ...limitRows({ clause: 'table 1', status: 'P' }, TABLE_1),
    ...limitRows({ clause: 'table 2', status: 'P' }, TABLE_2),
  ],
  validity: {
    hour: { items: ['so2', 'no2', 'co', 'o3', 'nox'], minutes: 45, clause: 'table 4', status: 'P' },
    eightHours: { items: ['o3'], hours: 6, clause: 'table 4', status: 'P' },
    day: {
      items: ['so2', 'no2', 'co', 'pm10', 'pm2_5', 'nox'],
      hours: 20,
      clause: 'table 4',
      status: 'P',
    },
    year: {
      items: ['so2', 'no2', 'pm10', 'pm2_5', 'nox'],
      days: 324,
      daysAMonth: 27,
      daysInFebruary: 25,
      clause: 'table 4',
      status: 'P',
    },
  },
  referenceStates: [
    {
      from: civilDate('2018-09-01'),
      gases: { kelvin: 298.15, hectopascal: 1013.25 },
      particulates: 'actual',
      clause: 'clause 3, reference state',
      status: '2',
    },
  ],
};
