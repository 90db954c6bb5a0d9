import type {
  AirDayKind,
  AirHourKind,
  ComputedWaterKind,
  ResultKey,
  ResultKind,
  StandingPeriod,
} from '@lanbi/model';

/** A station or region that air is evaluated for. */
export interface Subject {
  readonly id: string;
  readonly region: boolean;
}

/** The kind of a figure over a period. It is computed when it is asked for and never stored. */
export type PeriodKind = `${'' | 'region.'}composite.${StandingPeriod}` | `ranking.${StandingPeriod}`;

/** Identity of a figure, stored or not. */
export interface FigureKey extends Omit<ResultKey, 'kind'> {
  readonly kind: ResultKind | PeriodKind | ComputedWaterKind;
}

export const isPeriodKind = (kind: FigureKey['kind']): kind is PeriodKind =>
  /composite\.|^ranking\./.test(kind);

export const dayKind = ({ region }: Subject): AirDayKind => (region ? 'region.aqi.day' : 'aqi.day');
export const hourKind = ({ region }: Subject): AirHourKind => (region ? 'region.aqi.hour' : 'aqi.hour');
export const periodKind = ({ region }: Subject, period: StandingPeriod): PeriodKind =>
  region ? `region.composite.${period}` : `composite.${period}`;
