import {
  type AirIndexBody,
  type AirPeriodBody,
  type IndexDayCounts,
  type ValiditySoFar,
  validityAt,
  withIndexDays,
} from '@lanbi/evaluation';
import type { Instant, Period, Validity } from '@lanbi/standards';
import type { AskedPeriod } from './period.ts';

/** Revision and time of the days of a span. */
export interface MadeOf {
  /** One plus the number of changes; 0 without a day. */
  readonly revision: number;
  /** Time of the last change; the begin of the span without a day. */
  readonly computedAt: Instant;
  readonly days: number;
}

/** A body of a figure with its validity at a time. */
export interface ValidatedBody<Body> {
  readonly body: Body;
  readonly validity: Validity;
}

/** The parts of a figure of a period. */
export interface FigureParts {
  readonly period: AskedPeriod;
  readonly span: Period;
  readonly body: AirIndexBody;
  readonly made: MadeOf;
  /** Counts the indices of the days, which is expensive and not always requested. */
  readonly indexDays: () => IndexDayCounts;
}

/** The figures of a period of one subject under some options, cached until a day of it changes. */
export class KeptFigure {
  readonly made: MadeOf;
  readonly #parts: FigureParts;
  #whole: AirPeriodBody | undefined;
  #validated: { readonly at: ValiditySoFar; readonly validity: Validity } | undefined;
  #index: ValidatedBody<AirIndexBody> | undefined;
  #figure: ValidatedBody<AirPeriodBody> | undefined;

  constructor(parts: FigureParts) {
    this.#parts = parts;
    this.made = parts.made;
  }

  /** Returns the figure without counts of daily indices. */
  index(at: ValiditySoFar): ValidatedBody<AirIndexBody> {
    const validity = this.#validity(at);
    this.#index ??= { body: { ...this.#parts.body, validity }, validity };
    return this.#index;
  }

  whole(at: ValiditySoFar): ValidatedBody<AirPeriodBody> {
    const validity = this.#validity(at);
    this.#whole ??= withIndexDays(this.#parts.body, this.#parts.indexDays());
    this.#figure ??= { body: { ...this.#whole, validity }, validity };
    return this.#figure;
  }

  /** Returns the validity, which is computed again if another day is over since. */
  #validity(at: ValiditySoFar): Validity {
    const { period, span, body } = this.#parts;
    const known = this.#validated;
    if (known && known.at.daysSoFar === at.daysSoFar && known.at.coverage === at.coverage)
      return known.validity;
    [this.#index, this.#figure] = [undefined, undefined];
    const validity = validityAt(period, span, body, at);
    this.#validated = { at, validity };
    return validity;
  }
}
