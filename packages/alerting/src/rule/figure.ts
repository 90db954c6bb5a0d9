import {
  AIR_PARAMETERS,
  type AlertSubjectKind,
  type Medium,
  type ParameterCode,
  STANDING_PERIODS,
  type StandingPeriod,
  WATER_PARAMETERS,
} from '@lanbi/model';
import { DAY, HOUR } from '@lanbi/standards';

/** What a rule looks at. Units: a parameter its canonical unit, `class` a rank 1 to 6, `silence` seconds, completeness %. */
export type Figure =
  | { readonly kind: 'parameter'; readonly parameter: ParameterCode; readonly medium: Medium }
  | { readonly kind: 'aqi'; readonly interval: 'hour' | 'day' }
  | { readonly kind: 'composite-index'; readonly period: StandingPeriod }
  | { readonly kind: 'class' }
  | { readonly kind: 'class.target' }
  | { readonly kind: 'exceedance'; readonly parameter: ParameterCode }
  | { readonly kind: 'completeness' }
  /** How far PM2.5 is above PM10, of which it is a part: µg/m³, negative as it should be. */
  | { readonly kind: 'pm2_5-above-pm10' }
  | { readonly kind: 'silence' };

const oneOf = <Code extends string>(codes: readonly Code[], text: string): Code | undefined =>
  codes.find((code) => code === text);

const PLAIN: Readonly<Record<string, Figure>> = {
  'aqi.hour': { kind: 'aqi', interval: 'hour' },
  'aqi.day': { kind: 'aqi', interval: 'day' },
  class: { kind: 'class' },
  'class.target': { kind: 'class.target' },
  completeness: { kind: 'completeness' },
  'pm2_5-above-pm10': { kind: 'pm2_5-above-pm10' },
  silence: { kind: 'silence' },
};

/** The figure of a name such as `aqi.hour` or `exceedance.tp`; undefined when there is none. */
export function figureOf(name: string): Figure | undefined {
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name];
  const [head = '', tail = ''] = name.split(/\.(.*)/s);
  const period = oneOf(STANDING_PERIODS, tail);
  if (head === 'composite-index' && period) return { kind: 'composite-index', period };
  const item = oneOf(WATER_PARAMETERS, tail);
  if (head === 'exceedance' && item) return { kind: 'exceedance', parameter: item };
  const air = oneOf(AIR_PARAMETERS, name);
  if (air) return { kind: 'parameter', parameter: air, medium: 'air' };
  const water = oneOf(WATER_PARAMETERS, name);
  return water && { kind: 'parameter', parameter: water, medium: 'water' };
}

const SUBJECTS: Readonly<Record<Figure['kind'], readonly AlertSubjectKind[]>> = {
  parameter: ['station'],
  aqi: ['station', 'region'],
  'composite-index': ['station', 'region'],
  class: ['section'],
  'class.target': ['section'],
  exceedance: ['section'],
  completeness: ['station'],
  'pm2_5-above-pm10': ['station'],
  silence: ['station'],
};

/** The kinds of subject that have the figure. */
export const subjectsOf = (figure: Figure): readonly AlertSubjectKind[] => SUBJECTS[figure.kind];

const AIR_ONLY: readonly Figure['kind'][] = ['aqi', 'composite-index', 'pm2_5-above-pm10'];

/** The medium of the stations that have the figure; undefined when both do. */
export function mediumOf(figure: Figure): Medium | undefined {
  if (figure.kind === 'parameter') return figure.medium;
  if (AIR_ONLY.includes(figure.kind)) return 'air';
  return undefined;
}

/**
 * How far apart two values of a figure are, in milliseconds.
 * @param stationMs the period of the subject's station, for figures that come with each of its readings
 */
export function spacingOf(figure: Figure, stationMs: number): number {
  if (figure.kind === 'aqi') return figure.interval === 'hour' ? HOUR : DAY;
  if (figure.kind === 'composite-index') return DAY;
  // An instant sample says nothing of the time to the next; hours are the rule of automatic stations.
  return stationMs > 0 ? stationMs : HOUR;
}
