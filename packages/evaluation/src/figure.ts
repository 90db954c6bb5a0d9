import type { AirDayKind, AirHourKind, BodyOf, ResultKey, ResultKind } from '@lanbi/model';
import type { AirDayBody } from './air/air-day.ts';
import type { AirHourBody } from './air/air-hour.ts';

/** The figure of a kind: computed from the record that is stored of it, or the JSON that is stored. */
export type FigureBody<Kind extends ResultKind> = Kind extends AirHourKind
  ? AirHourBody
  : Kind extends AirDayKind
    ? AirDayBody
    : BodyOf<Kind>;

interface FigureOf<Kind extends ResultKind, Body> extends ResultKey<Kind> {
  readonly body: Body;
}

/** A figure with what it is about. */
export type EvaluatedFigure<Kind extends ResultKind = ResultKind> = Kind extends ResultKind
  ? FigureOf<Kind, FigureBody<Kind>>
  : never;
