import { civilDate } from '../../time/civil.ts';
import type { Gb3095Edition } from './edition.ts';
import { type LimitRow, limitRows } from './limit-rows.ts';

const TABLE_1: readonly LimitRow[] = [
  ['so2', 'year', 20, 60],
  ['so2', 'day', 50, 150],
  ['so2', '1h', 150, 500],
  ['no2', 'year', 40, 40],
  ['no2', 'day', 80, 80],
  ['no2', '1h', 200, 200],
  ['co', 'day', 4, 4],
  ['co', '1h', 10, 10],
  ['o3', 'max8h', 100, 160],
  ['o3', '1h', 160, 200],
  ['pm10', 'year', 40, 70],
  ['pm10', 'day', 50, 150],
  ['pm2_5', 'year', 15, 35],
  ['pm2_5', 'day', 35, 75],
];

const TABLE_2: readonly LimitRow[] = [
  ['tsp', 'year', 80, 200],
  ['tsp', 'day', 120, 300],
  ['nox', 'year', 50, 50],
  ['nox', 'day', 100, 100],
  ['nox', '1h', 250, 250],
  ['pb', 'year', 0.5, 0.5],
  ['pb', 'quarter', 1, 1],
  ['bap', 'year', 0.001, 0.001],
  ['bap', 'day', 0.0025, 0.0025],
];

/** GB 3095-2012 with the amendment of 2018: table 1 [2], table 2 [M], table 4 [M]; until 2026-02-28. */
export const GB3095_2012: Gb3095Edition = {
  id: 'GB 3095-2012',
  standard: 'GB 3095',
  title: { zh: '环境空气质量标准', en: 'Ambient air quality standards' },
  from: civilDate('2013-01-01'),
  until: civilDate('2026-02-28'),
  source: 'limits [2], last day [P]; taken as in force from the first day of 2013 on [D]',
  limits: [
    ...limitRows({ clause: 'table 1', status: '2' }, TABLE_1),
    ...limitRows({ clause: 'table 2', status: 'M' }, TABLE_2),
  ],
  validity: {
    hour: { items: ['so2', 'no2', 'co', 'o3', 'nox'], minutes: 45, clause: 'table 4', status: 'M' },
    eightHours: { items: ['o3'], hours: 6, clause: 'table 4', status: 'M' },
    day: {
      items: ['so2', 'no2', 'co', 'pm10', 'pm2_5', 'nox'],
      hours: 20,
      clause: 'table 4',
      status: 'M',
    },
    year: {
      items: ['so2', 'no2', 'pm10', 'pm2_5', 'nox'],
      days: 324,
      daysAMonth: 27,
      daysInFebruary: 25,
      clause: 'table 4',
      status: 'M',
    },
  },
  referenceStates: [
    {
      from: civilDate('2013-01-01'),
      gases: { kelvin: 273, hectopascal: 1013.25 },
      particulates: { kelvin: 273, hectopascal: 1013.25 },
      clause: 'standard state',
      status: '2',
    },
    {
      from: civilDate('2018-09-01'),
      gases: { kelvin: 298.15, hectopascal: 1013.25 },
      particulates: 'actual',
      clause: 'amendment of 2018',
      status: '2',
    },
  ],
};
