import {
  type AirDayKind,
  type AirHourKind,
  type ComputedWaterKind,
  type ResultKey,
  type ResultKind,
  STANDING_PERIODS,
  type StandingPeriod,
} from '@lanbi/model';

/** A station or region that air is evaluated for. */
export interface Subject {
  readonly id: string;
  readonly region: boolean;
}

export type CompositeKind = `${'' | 'region.'}composite.${StandingPeriod}`;
export type RankingKind = `ranking.${StandingPeriod}`;

/** The kind of a figure over a period. It is computed when it is asked for and never stored. */
export type PeriodKind = CompositeKind | RankingKind;

/** Identity of a figure, stored or not. */
export interface FigureKey extends Omit<ResultKey, 'kind'> {
  readonly kind: ResultKind | PeriodKind | ComputedWaterKind;
}

export const isPeriodKind = (kind: FigureKey['kind']): kind is PeriodKind =>
  /composite\.|^ranking\./.test(kind);

export const dayKind = ({ region }: Subject): AirDayKind => (region ? 'region.aqi.day' : 'aqi.day');
export const hourKind = ({ region }: Subject): AirHourKind => (region ? 'region.aqi.hour' : 'aqi.hour');
export const periodKind = ({ region }: Subject, period: StandingPeriod): CompositeKind =>
  region ? `region.composite.${period}` : `composite.${period}`;

/** What a figure over a period is of. */
export interface Composite {
  readonly region: boolean;
  readonly period: StandingPeriod;
}

const COMPOSITES: ReadonlyMap<string, Composite> = new Map(
  STANDING_PERIODS.flatMap((period) =>
    [false, true].map((region) => [periodKind({ id: '', region }, period), { region, period }] as const),
  ),
);

/** What the composite index of a name such as `region.composite.month` is of; undefined for another name. */
export const compositeOf = (name: string): Composite | undefined => COMPOSITES.get(name);
