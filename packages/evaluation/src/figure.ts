import type { AirDayKind, AirHourKind, BodyOf, ComputedWaterKind, ResultKey, ResultKind } from '@lanbi/model';
import type { AirDayBody } from './air/air-day.ts';
import type { AirHourBody } from './air/air-hour.ts';
import type { FigureKey, PeriodKind } from './air/subject.ts';

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

/** A figure of air over a period, or of water over one: it is computed when it is asked for and never stored. */
interface PeriodOf extends FigureKey {
  readonly kind: PeriodKind | ComputedWaterKind;
  readonly body: unknown;
}

/** A figure of an hour, a day or a period as it is computed from the raw readings. */
export type Figured = EvaluatedFigure | PeriodOf;
