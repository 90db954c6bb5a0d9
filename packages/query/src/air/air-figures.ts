import { Points } from '@lanbi/evaluation';
import type { QueryDeps } from '../deps.ts';
import { AirDays } from './air-days.ts';
import { type ComparedFigure, comparedFigure, daysOfChanges } from './change.ts';
import { daysIn, judgingOf, periodFigure } from './figure.ts';
import type { AskedFigure, PeriodFigure } from './period.ts';
import { type AskedRanking, type RankingFigure, rankedFigures, rankingFigure } from './ranking.ts';

/** What may be held in memory. */
export interface AirBounds {
  /** Years of subjects whose days are held at once. */
  readonly subjectYears?: number;
}

/** Regions whose figures are made without a pause. */
const AT_ONCE = 25;

/** The figures of air over periods, from days as they are stored. An answer is never older than the log of results. */
export class AirFigures {
  readonly #deps: QueryDeps;
  readonly #days: AirDays;
  readonly #points: Points;

  constructor(deps: QueryDeps, { subjectYears }: AirBounds = {}) {
    this.#deps = deps;
    this.#days = new AirDays(deps, subjectYears);
    this.#points = new Points(deps.registry);
  }

  /** The figures of a period. */
  period(asked: AskedFigure): Promise<PeriodFigure> {
    const { subject, window } = asked;
    return this.#days.answer([daysIn(subject, window)], (daysOf) =>
      periodFigure(daysOf(subject), asked, judgingOf(this.#deps)),
    );
  }

  /** The figures of a period with their change against the period before and a year earlier. */
  compared(asked: AskedFigure): Promise<ComparedFigure> {
    return this.#days.answer(daysOfChanges(asked), (daysOf) =>
      comparedFigure(daysOf, asked, judgingOf(this.#deps)),
    );
  }

  /** Figures of several subjects as they are at one time, each with its changes. */
  comparedAll(asked: readonly AskedFigure[]): Promise<readonly ComparedFigure[]> {
    return this.#days.answer(asked.flatMap(daysOfChanges), (daysOf) =>
      asked.map((each) => comparedFigure(daysOf, each, judgingOf(this.#deps))),
    );
  }

  /** The ranking of the regions of a level over a period, by the index and by its changes. */
  async ranking(asked: AskedRanking): Promise<RankingFigure> {
    const figures = rankedFigures(this.#deps.registry, this.#points, asked);
    const judging = judgingOf(this.#deps);
    // Parts first, which are kept, so that others have their turn; then all of it as it is at one time.
    for (let at = 0; at + AT_ONCE < figures.length; at += AT_ONCE) {
      await this.comparedAll(figures.slice(at, at + AT_ONCE));
      await this.#deps.breathe?.();
    }
    return this.#days.answer(figures.flatMap(daysOfChanges), (daysOf) =>
      rankingFigure(daysOf, figures, asked, judging),
    );
  }
}
