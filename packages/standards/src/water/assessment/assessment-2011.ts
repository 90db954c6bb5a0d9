import { civilDate } from '../../time/civil.ts';
import { WATER_ITEMS, type WaterItem } from '../item.ts';
import type { WaterLevel } from '../level.ts';
import type { WaterAssessmentEdition } from './edition.ts';

const NOT_EVALUATED: readonly WaterItem[] = ['water_temperature', 'tn', 'fecal_coliform'];

/** Period classes take the digits of an assessment, the real-time class none [code]. */
const rounding = 'assessment';

const EXCELLENT: WaterLevel = { zh: '优', en: 'excellent', colour: 'blue' };
const GOOD: WaterLevel = { zh: '良好', en: 'good', colour: 'green' };
const LIGHT: WaterLevel = { zh: '轻度污染', en: 'lightly polluted', colour: 'yellow' };
const MODERATE: WaterLevel = { zh: '中度污染', en: 'moderately polluted', colour: 'orange' };
const HEAVY: WaterLevel = { zh: '重度污染', en: 'heavily polluted', colour: 'red' };

/** Surface water evaluation method (on trial), 环办〔2011〕22号, complete. */
export const ASSESSMENT_2011: WaterAssessmentEdition = {
  id: '环办〔2011〕22号',
  standard: '环办〔2011〕22号',
  title: {
    zh: '地表水环境质量评价办法（试行）',
    en: 'Method of evaluating surface water environmental quality (on trial)',
  },
  from: civilDate('2011-03-09'),
  source: 'dated 2011-03-09 [M]; its day of issue is taken as the first in force [D]',
  items: WATER_ITEMS.filter((item) => !NOT_EVALUATED.includes(item)), // [2]
  levels: { I: EXCELLENT, II: EXCELLENT, III: GOOD, IV: LIGHT, V: MODERATE, 'worse-than-V': HEAVY }, // [2]
  proportion: {
    fewest: 5,
    rows: [
      { goodAtLeast: 90, level: EXCELLENT },
      { goodAtLeast: 75, level: GOOD },
      { worseBelow: 20, level: LIGHT },
      { worseBelow: 40, level: MODERATE },
      { level: HEAVY },
    ],
    clause: 'river or basin of five sections or more',
    status: '2',
  },
  mainItems: {
    most: 3,
    // "Heavy metals" are not listed by name: those of table 1 are taken, arsenic among them as is the custom [D].
    priority: ['cu', 'zn', 'as', 'hg', 'cd', 'cr6', 'pb', 'cyanide'],
    clause: 'main pollution items',
    status: 'code',
  },
  change: { none: 10, slight: 20, clause: 'change between periods', status: 'M' },
  trophic: {
    terms: {
      chla: { a: 2.5, b: 1.086, weight: 0.2663 },
      tp: { a: 9.436, b: 1.624, weight: 0.1879 },
      tn: { a: 5.453, b: 1.694, weight: 0.179 },
      transparency: { a: 5.118, b: -1.94, weight: 0.1834 },
      codmn: { a: 0.109, b: 2.661, weight: 0.1834 },
    },
    grades: [
      { state: 'oligotrophic', zh: '贫营养', en: 'oligotrophic', upTo: 30, inclusive: false },
      { state: 'mesotrophic', zh: '中营养', en: 'mesotrophic', upTo: 50 },
      { state: 'light', zh: '轻度富营养', en: 'lightly eutrophic', upTo: 60 },
      { state: 'moderate', zh: '中度富营养', en: 'moderately eutrophic', upTo: 70 },
      { state: 'severe', zh: '重度富营养', en: 'severely eutrophic' },
    ],
    clause: 'trophic state of lakes and reservoirs, TLI(Σ)',
    status: '2',
  },
  trend: {
    critical: [
      [5, 0.9],
      [6, 0.829],
      [7, 0.714],
      [8, 0.643],
      [9, 0.6],
      [10, 0.564],
      [12, 0.506],
      [14, 0.456],
      [16, 0.425],
      [18, 0.399],
      [20, 0.377],
      [22, 0.359],
      [24, 0.343],
      [26, 0.329],
      [28, 0.317],
      [30, 0.306],
    ],
    clause: "trend, Spearman's rank correlation at 0.05",
    status: 'M',
  },
  periods: {
    day: { of: 'result', rounding, clause: 'day: not in the method, the mean of its results', status: 'D' },
    month: { of: 'result', rounding, clause: 'month: the mean of its results', status: 'M' },
    quarter: { of: 'month', least: 2, rounding, clause: 'quarter: the mean of at least two', status: 'M' },
    'half-year': {
      of: 'month',
      rounding,
      clause: 'half-year: not in the method, the mean of its months',
      status: 'D',
    },
    year: {
      of: 'month',
      least: 8,
      rounding,
      clause: 'year: the mean of at least eight months',
      status: 'M',
    },
    custom: { of: 'result', rounding, clause: 'any other span: the mean of its results', status: 'D' },
  },
};
