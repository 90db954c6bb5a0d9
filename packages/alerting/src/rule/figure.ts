import { CALENDAR_PERIODS, type CalendarPeriod } from '@lanbi/evaluation';
import {
  AIR_PARAMETERS,
  type AlertSubjectKind,
  type Medium,
  type ParameterCode,
  STANDING_PERIODS,
  type StandingPeriod,
  WATER_PARAMETERS,
} from '@lanbi/model';
import { AIR_POLLUTANTS, WATER_ITEMS, type WaterItem } from '@lanbi/standards';

/**
 * The figure of a rule. Units: a parameter its canonical unit, `class` a rank 1 to 6, `level` a rank 1 to 5, `no-data`
 * seconds since the last value, completeness %. A figure of water without a period is that of a sampling time, of a river
 * or lake that of a day.
 */
export type Figure =
  | { readonly kind: 'parameter'; readonly parameter: ParameterCode; readonly medium: Medium }
  | { readonly kind: 'aqi'; readonly interval: 'hour' | 'day' }
  | { readonly kind: 'composite-index'; readonly period: StandingPeriod }
  | { readonly kind: 'class' | 'class.target' | 'level'; readonly period?: CalendarPeriod }
  | { readonly kind: 'exceedance'; readonly parameter: WaterItem; readonly period?: CalendarPeriod }
  | { readonly kind: 'completeness' }
  /** How far PM2.5 is above PM10, of which it is a part: µg/m³, negative as it should be. */
  | { readonly kind: 'pm2_5-above-pm10' }
  | { readonly kind: 'no-data' };

const oneOf = <Code extends string>(codes: readonly Code[], text: string): Code | undefined =>
  codes.find((code) => code === text);

const PLAIN: Readonly<Record<string, Figure>> = {
  'aqi.hour': { kind: 'aqi', interval: 'hour' },
  'aqi.day': { kind: 'aqi', interval: 'day' },
  completeness: { kind: 'completeness' },
  'pm2_5-above-pm10': { kind: 'pm2_5-above-pm10' },
  'no-data': { kind: 'no-data' },
};

/** Temperature has no limit to be a multiple of; pH and dissolved oxygen get no multiple. */
const WITHOUT_MULTIPLE: readonly WaterItem[] = ['water_temperature', 'ph', 'do'];

/** A figure of water by its name without the period that may stand at its end. */
function waterFigure(head: string): Figure | undefined {
  const kind = oneOf(['class', 'class.target', 'level'], head);
  if (kind) return { kind };
  const item = head.startsWith('exceedance.')
    ? oneOf(WATER_ITEMS, head.slice('exceedance.'.length))
    : undefined;
  return item && !WITHOUT_MULTIPLE.includes(item) ? { kind: 'exceedance', parameter: item } : undefined;
}

function waterFigureOf(name: string): Figure | undefined {
  const [, head = name, tail = ''] = /^(.+)\.([a-z-]+)$/.exec(name) ?? [];
  const period = oneOf(CALENDAR_PERIODS, tail);
  const figure = waterFigure(period ? head : name);
  return figure && (period ? ({ ...figure, period } as Figure) : figure);
}

/** Other names that rules may use for a figure. A silence mutes notifications, so the name of the figure is `no-data`. */
const ALIASES: Readonly<Record<string, string>> = { silence: 'no-data' };

/** The one name of a figure that has several. */
export const canonicalName = (name: string): string =>
  Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;

/** The figure of a name such as `aqi.hour`, `class.month` or `exceedance.tp`; undefined when there is none. */
export function figureOf(given: string): Figure | undefined {
  const name = canonicalName(given);
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name];
  const [head = '', tail = ''] = name.split(/\.(.*)/s);
  const period = oneOf(STANDING_PERIODS, tail);
  if (head === 'composite-index' && period) return { kind: 'composite-index', period };
  const air = oneOf(AIR_PARAMETERS, name);
  if (air) return { kind: 'parameter', parameter: air, medium: 'air' };
  const water = oneOf(WATER_PARAMETERS, name);
  return water ? { kind: 'parameter', parameter: water, medium: 'water' } : waterFigureOf(name);
}

/** Every name of a figure. */
export function figureNames(): readonly string[] {
  const water = [
    ...['class', 'class.target', 'level'],
    ...WATER_ITEMS.filter((item) => !WITHOUT_MULTIPLE.includes(item)).map((item) => `exceedance.${item}`),
  ];
  return [
    ...Object.keys(PLAIN),
    ...STANDING_PERIODS.map((period) => `composite-index.${period}`),
    ...AIR_PARAMETERS,
    ...WATER_PARAMETERS,
    ...water.flatMap((name) => [name, ...CALENDAR_PERIODS.map((period) => `${name}.${period}`)]),
  ];
}

const WATERS: readonly AlertSubjectKind[] = ['section', 'river', 'lake'];

const SUBJECTS: Readonly<Record<Figure['kind'], readonly AlertSubjectKind[]>> = {
  parameter: ['station'],
  aqi: ['station', 'region'],
  'composite-index': ['station', 'region'],
  class: WATERS,
  'class.target': WATERS,
  level: WATERS,
  // A river has no multiple of its own, each of its sections has one.
  exceedance: ['section', 'lake'],
  completeness: ['station', 'region', ...WATERS],
  'pm2_5-above-pm10': ['station'],
  'no-data': ['station', 'region', ...WATERS],
};

/** The kinds of subject that have the figure. */
export function subjectsOf(figure: Figure): readonly AlertSubjectKind[] {
  if (figure.kind !== 'parameter') return SUBJECTS[figure.kind];
  // Only the six that the index is made of are evaluated over a region.
  if (figure.medium === 'air')
    return (AIR_POLLUTANTS as readonly string[]).includes(figure.parameter)
      ? ['station', 'region']
      : ['station'];
  return ['station', 'section'];
}

const AIR_ONLY: readonly Figure['kind'][] = ['aqi', 'composite-index', 'pm2_5-above-pm10'];

/** The medium that a figure of a kind of subject is of; undefined when a station of either has it. */
export function mediumOf(figure: Figure, subject: AlertSubjectKind): Medium | undefined {
  if (figure.kind === 'parameter') return figure.medium;
  if (AIR_ONLY.includes(figure.kind)) return 'air';
  if (subject === 'station') return undefined;
  // Regions have figures of air only; water has sections, rivers and lakes.
  return subject === 'region' ? 'air' : 'water';
}
