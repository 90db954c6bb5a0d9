import {
  type AirDayKind,
  type AirHourKind,
  type ComputedWaterKind,
  type ResultKind,
  STANDING_PERIODS,
  type StandingPeriod,
} from '@lanbi/model';
import { CALENDAR_PERIODS, type CalendarPeriod } from './period/window.ts';

export type CompositeKind = `${'' | 'region.'}composite.${StandingPeriod}`;
export type RankingKind = `ranking.${StandingPeriod}`;

/** The kind of a figure over a period, which is computed on request and never stored. */
export type PeriodKind = CompositeKind | RankingKind;

/** The name of a kind of figure, as used in the store, in events and in calls. */
export type FigureName = ResultKind | PeriodKind | ComputedWaterKind;

/** Index of an hour or day. */
export interface AqiKind {
  readonly family: 'aqi';
  readonly subject: 'station' | 'region';
  readonly span: 'hour' | 'day';
}

/** Composite index of a period, or the ranking of regions by it. */
export interface CompositeIndexKind {
  readonly family: 'composite-index' | 'ranking';
  readonly subject: 'station' | 'region';
  readonly span: StandingPeriod;
}

/** Class of a sample or of a period of the calendar. */
export interface ClassKind {
  readonly family: 'class';
  readonly subject: 'section' | 'river' | 'lake';
  readonly span: 'sample' | CalendarPeriod;
}

/** The parts of a kind: its family, the kind of its subject, and its time span. */
export type KindParts = AqiKind | CompositeIndexKind | ClassKind;

const AQI: Readonly<Record<AirHourKind | AirDayKind, AqiKind>> = {
  'aqi.hour': { family: 'aqi', subject: 'station', span: 'hour' },
  'region.aqi.hour': { family: 'aqi', subject: 'region', span: 'hour' },
  'aqi.day': { family: 'aqi', subject: 'station', span: 'day' },
  'region.aqi.day': { family: 'aqi', subject: 'region', span: 'day' },
};

type Named = readonly [name: string, kind: KindParts];

const ofPeriod = (span: StandingPeriod): readonly Named[] => [
  [`composite.${span}`, { family: 'composite-index', subject: 'station', span }],
  [`region.composite.${span}`, { family: 'composite-index', subject: 'region', span }],
  [`ranking.${span}`, { family: 'ranking', subject: 'region', span }],
];

const ofWater = (span: ClassKind['span']): readonly Named[] => [
  [`class.${span}`, { family: 'class', subject: 'section', span }],
  [`river.class.${span}`, { family: 'class', subject: 'river', span }],
  [`lake.class.${span}`, { family: 'class', subject: 'lake', span }],
];

/** Every kind of figure by its name. */
const KINDS: ReadonlyMap<string, KindParts> = new Map<string, KindParts>([
  ...Object.entries(AQI),
  ...STANDING_PERIODS.flatMap(ofPeriod),
  ['class.sample', { family: 'class', subject: 'section', span: 'sample' }],
  ...CALENDAR_PERIODS.flatMap(ofWater),
]);

/** Parses the name of a kind; undefined for an unknown name. Names of kinds are parsed here only. */
export const kindPartsOf = (name: string): KindParts | undefined => KINDS.get(name);

/** Returns the kind of a stored hour or day of air. */
export const aqiKindOf = (name: AirHourKind | AirDayKind): AqiKind => AQI[name];

/** Whether a figure is over a period of air: computed on request and never stored. */
export const isPeriodKind = (name: FigureName): name is PeriodKind => {
  const family = KINDS.get(name)?.family;
  return family === 'composite-index' || family === 'ranking';
};
