import type { WaterClass } from './item.ts';

/** Quality level and its colour. @source 环办〔2011〕22号 [2] */
export interface WaterLevel {
  readonly zh: string;
  readonly en: string;
  readonly colour: string;
}

const EXCELLENT: WaterLevel = { zh: '优', en: 'excellent', colour: 'blue' };

export const WATER_LEVELS: Readonly<Record<WaterClass, WaterLevel>> = {
  I: EXCELLENT,
  II: EXCELLENT,
  III: { zh: '良好', en: 'good', colour: 'green' },
  IV: { zh: '轻度污染', en: 'lightly polluted', colour: 'yellow' },
  V: { zh: '中度污染', en: 'moderately polluted', colour: 'orange' },
  'worse-than-V': { zh: '重度污染', en: 'heavily polluted', colour: 'red' },
};
