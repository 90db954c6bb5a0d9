import {
  type AirPeriodBody,
  type CompositeKind,
  compositeByName,
  dayAt,
  dayOfHour,
  type Figured,
  Points,
  periodKind,
  type Subject,
  type Window,
} from '@lanbi/evaluation';
import type { AirTargets, StandingPeriod } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { airChangeFigures } from '../figures/air-change.ts';
import { airPeriodFigures } from '../figures/air-period.ts';
import { airRankingFigures } from '../figures/air-ranking.ts';
import { airTargetFigures } from '../figures/air-targets.ts';
import { AirDays } from './air-days.ts';
import type { AirDeps } from './air-deps.ts';
import { type ComparedFigure, daysOfChanges } from './change.ts';
import { daysIn, type FigureAt, figureAsOver, validityContextOf } from './figure.ts';
import { type IndexAt, indicesAt } from './indices.ts';
import type { AskedFigure, PeriodFigure } from './period.ts';
import { type PeriodChange, type PeriodHistory, periodHistory } from './period-history.ts';
import { type AskedRanking, type RankingFigure, rankedFigures } from './ranking.ts';
import { figuresVersion } from './version.ts';
import { endsHolding, endsIn } from './window-ends.ts';
import { type YearTargets, yearSoFar } from './year-target.ts';

/** Limits of the data in memory. */
export interface AirBounds {
  /** Maximum number of years of subjects in memory. */
  readonly subjectYears?: number;
}

/** Identifies a figure over a period. */
export interface PeriodKey extends Window {
  readonly kind: string;
  readonly subject: string;
}

/** Days in the longest window: a window that contains a day begins or ends within this distance. */
const LONGEST = 366;

/** Number of regions whose figures are computed without a yield. */
const AT_ONCE = 25;

const figureIn: FigureAt<AirPeriodBody> = (days, asked, context) =>
  airPeriodFigures.compute({ days, asked, context }, asked.options, asked.trace);

/**
 * Computes the figures of air over periods from stored days. An answer is never older than the log of results.
 */
export class AirFigures {
  readonly #deps: AirDeps;
  readonly #days: AirDays;
  readonly #points: Points;

  constructor(deps: AirDeps, { subjectYears }: AirBounds = {}) {
    this.#deps = deps;
    this.#days = new AirDays(deps, subjectYears);
    this.#points = new Points(deps.registry);
  }

  /** Computes the figures of a period. */
  period(asked: AskedFigure): Promise<PeriodFigure> {
    const { subject, window } = asked;
    return this.#days.answer([daysIn(subject, window)], (daysOf) =>
      figureIn(daysOf(subject), asked, validityContextOf(this.#deps)),
    );
  }

  /** Computes the figures of several subjects or periods at one offset of the log. */
  periods(asked: readonly AskedFigure[]): Promise<readonly PeriodFigure[]> {
    return this.#days.answer(
      asked.map(({ subject, window }) => daysIn(subject, window)),
      (daysOf) => asked.map((each) => figureIn(daysOf(each.subject), each, validityContextOf(this.#deps))),
    );
  }

  /** Computes the figures of a period, as if it were over, by a key; undefined if it has no day. */
  async answered({ kind, subject: id, ...window }: PeriodKey): Promise<Figured<CompositeKind> | undefined> {
    const composite = compositeByName(kind);
    if (!composite) return undefined;
    const { region, period } = composite;
    const subject = { id, region };
    const body = await this.#days.answer([daysIn(subject, window)], (daysOf) =>
      figureAsOver(daysOf(subject), period, window, this.#deps.periodCoverage),
    );
    return body && { kind: periodKind(subject, period), subject: id, ...window, body };
  }

  /** Computes the figures of a period with their change against the previous period and a year earlier. */
  compared(asked: AskedFigure): Promise<ComparedFigure> {
    return this.#days.answer(daysOfChanges(asked), (daysOf) =>
      airChangeFigures.compute({ daysOf, asked, context: validityContextOf(this.#deps) }),
    );
  }

  /** Returns the version of the answer of `compared` (see `figuresVersion`) without computing a figure. */
  comparedVersion(asked: AskedFigure): Promise<string> {
    return this.#version([asked]);
  }

  /** Returns the version of the answer of `ranking`. */
  rankingVersion(asked: AskedRanking): Promise<string> {
    return this.#version(rankedFigures(this.#deps.registry, this.#points, asked));
  }

  #version(asked: readonly AskedFigure[]): Promise<string> {
    const context = validityContextOf(this.#deps);
    return this.#days.answer(asked.flatMap(daysOfChanges), (daysOf) =>
      figuresVersion(daysOf, asked, context),
    );
  }

  /** Computes the figures of several subjects at one offset of the log, each with its changes. */
  comparedAll(asked: readonly AskedFigure[]): Promise<readonly ComparedFigure[]> {
    const context = validityContextOf(this.#deps);
    return this.#days.answer(asked.flatMap(daysOfChanges), (daysOf) =>
      asked.map((each) => airChangeFigures.compute({ daysOf, asked: each, context })),
    );
  }

  /** Ranks the regions of a level over a period, by the index and by its changes. */
  async ranking(asked: AskedRanking): Promise<RankingFigure> {
    const figures = rankedFigures(this.#deps.registry, this.#points, asked);
    const context = validityContextOf(this.#deps);
    // Parts first, which are kept, so that other requests are answered between them; then all of it as it is at one time.
    for (let at = 0; at + AT_ONCE < figures.length; at += AT_ONCE) {
      const some = figures.slice(at, at + AT_ONCE);
      await this.#days.answer(some.flatMap(daysOfChanges), (daysOf) =>
        airRankingFigures.compute({ daysOf, figures: some, asked, context }),
      );
      await this.#deps.yieldNow?.();
    }
    return this.#days.answer(figures.flatMap(daysOfChanges), (daysOf) =>
      airRankingFigures.compute({ daysOf, figures, asked, context }),
    );
  }

  /** Computes the indices of the windows of a period that end in (after, to] and contain a day. */
  indices(
    subject: Subject,
    period: StandingPeriod,
    span: { readonly after: Instant; readonly to: Instant },
  ): Promise<readonly IndexAt[]> {
    const needed = { subject, first: dayAt(span.after) - LONGEST, last: dayAt(span.to) };
    return this.#days.answer([needed], (daysOf) => {
      const days = daysOf(subject);
      return indicesAt(days, period, endsIn(period, span, days), { coverage: this.#deps.periodCoverage });
    });
  }

  /**
   * The indices of the windows that hold one of some days, up to the last day that has a result.
   * @param dayEnds the ends of the days
   * @param until windows that end later are not computed: they are incomplete
   */
  indicesHolding(
    subject: Subject,
    period: StandingPeriod,
    dayEnds: readonly Instant[],
    until: Instant,
  ): Promise<readonly IndexAt[]> {
    const changed = dayEnds.map(dayOfHour);
    const [first, last] = [Math.min(...changed) - LONGEST, Math.max(...changed) + LONGEST];
    return this.#days.answer([{ subject, first, last }], (daysOf) => {
      const days = daysOf(subject);
      return indicesAt(days, period, endsHolding(period, changed, days), {
        coverage: this.#deps.periodCoverage,
        until,
      });
    });
  }

  /** Computes what remains of a year to reach its targets. */
  yearTargets(subject: Subject, year: string, targets: AirTargets): Promise<YearTargets> {
    const { window, left } = yearSoFar(year, this.#deps.clock.now());
    return this.#days.answer([daysIn(subject, window)], (daysOf) => {
      const days = daysOf(subject);
      const figure = figureIn(days, { subject, period: 'custom', window }, validityContextOf(this.#deps));
      return {
        subject,
        figure,
        left,
        targets: airTargetFigures.compute({ days, window, figure, left, targets }),
      };
    });
  }

  /** Returns the changes of a figure over a period. */
  history(asked: PeriodHistory): Promise<readonly PeriodChange[]> {
    const { store, periodCoverage } = this.#deps;
    return periodHistory({ store, days: this.#days, periodCoverage }, asked);
  }
}
