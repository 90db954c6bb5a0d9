import {
  type AirIndexBody,
  type AirPeriodBody,
  type IndexDayCounts,
  type JudgedAt,
  validityAt,
  withIndexDays,
} from '@lanbi/evaluation';
import type { Instant, Period, Validity } from '@lanbi/standards';
import type { AskedPeriod } from './period.ts';

/** How the days of a span came to be as they are. */
export interface MadeOf {
  /** How often they changed, and one; 0 without a day. */
  readonly revision: number;
  /** When last; the begin of the span without a day. */
  readonly computedAt: Instant;
  readonly days: number;
}

/** A body of a figure, judged at a time. */
export interface JudgedBody<Body> {
  readonly body: Body;
  readonly validity: Validity;
}

/** What a figure of a period is made of. */
export interface FigureParts {
  readonly period: AskedPeriod;
  readonly span: Period;
  readonly body: AirIndexBody;
  readonly made: MadeOf;
  /** Counts the indices of the days, which is dear and not always asked for. */
  readonly indexDays: () => IndexDayCounts;
}

/** The figures of a period of one subject under some options, kept until a day of it changes. */
export class KeptFigure {
  readonly made: MadeOf;
  readonly #parts: FigureParts;
  #whole: AirPeriodBody | undefined;
  #judged: { readonly at: JudgedAt; readonly validity: Validity } | undefined;
  #index: JudgedBody<AirIndexBody> | undefined;
  #figure: JudgedBody<AirPeriodBody> | undefined;

  constructor(parts: FigureParts) {
    this.#parts = parts;
    this.made = parts.made;
  }

  /** All but what is counted of daily indices. */
  index(at: JudgedAt): JudgedBody<AirIndexBody> {
    const validity = this.#validity(at);
    this.#index ??= { body: { ...this.#parts.body, validity }, validity };
    return this.#index;
  }

  whole(at: JudgedAt): JudgedBody<AirPeriodBody> {
    const validity = this.#validity(at);
    this.#whole ??= withIndexDays(this.#parts.body, this.#parts.indexDays());
    this.#figure ??= { body: { ...this.#whole, validity }, validity };
    return this.#figure;
  }

  /** Judged anew where another day is over since. */
  #validity(at: JudgedAt): Validity {
    const { period, span, body } = this.#parts;
    const known = this.#judged;
    if (known && known.at.daysSoFar === at.daysSoFar && known.at.coverage === at.coverage)
      return known.validity;
    [this.#index, this.#figure] = [undefined, undefined];
    const validity = validityAt(period, span, body, at);
    this.#judged = { at, validity };
    return validity;
  }
}
