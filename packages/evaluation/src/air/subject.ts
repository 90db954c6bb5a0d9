import type { AirDayKind, AirHourKind, ResultKey, StandingPeriod } from '@lanbi/model';
import { type CompositeKind, type FigureName, kindPartsOf } from '../figure-kind.ts';

/** A station or region for which air is evaluated. */
export interface Subject {
  readonly id: string;
  readonly region: boolean;
}

/** Identity of a figure, stored or not. */
export interface FigureKey extends Omit<ResultKey, 'kind'> {
  readonly kind: FigureName;
}

export const dayKind = ({ region }: Subject): AirDayKind => (region ? 'region.aqi.day' : 'aqi.day');
export const hourKind = ({ region }: Subject): AirHourKind => (region ? 'region.aqi.hour' : 'aqi.hour');
export const periodKind = ({ region }: Subject, period: StandingPeriod): CompositeKind =>
  region ? `region.composite.${period}` : `composite.${period}`;

/** The subject kind and period of a figure. */
export interface Composite {
  readonly region: boolean;
  readonly period: StandingPeriod;
}

/** What the composite index of a name such as `region.composite.month` is of; undefined for another name. */
export function compositeByName(name: string): Composite | undefined {
  const kind = kindPartsOf(name);
  return kind?.family === 'composite-index'
    ? { region: kind.subject === 'region', period: kind.span }
    : undefined;
}
