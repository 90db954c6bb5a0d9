import {
  type AirPeriodOptions,
  editionSetOf,
  haveSameEditions,
  periodBefore,
  type Window,
  yearEarlier,
} from '@lanbi/evaluation';
import { changeInPercent, type Maybe } from '@lanbi/standards';
import type { ApiDeps } from '../deps.ts';
import { computedPeriod, type PeriodFigure, periodFigure } from './air-period.ts';

/** Decimals of a change in per cent, as statements print it (-1.46 %). */
const DIGITS = 2;

/**
 * Under which editions an earlier period is compared: those of the later period for every figure of both, or those
 * that were in force at the end of each.
 */
export const COMPARISONS = ['same-edition', 'in-force'] as const;
export type ComparedUnder = (typeof COMPARISONS)[number];

/** An earlier period beside a figure. */
export interface Change {
  readonly window: Window;
  /** Under the editions that the earlier period is evaluated under by itself. */
  readonly own: PeriodFigure;
  /** Under the editions and stage of the figure that it is compared with. */
  readonly same: PeriodFigure;
  /** Per cent. */
  readonly ownChange: Maybe<number>;
  readonly sameChange: Maybe<number>;
}

export interface Changes {
  readonly periodBefore: Change;
  readonly yearEarlier: Change;
}

type Deps = Pick<ApiDeps, 'store' | 'clock' | 'periodCoverage' | 'provisionalHours'>;

async function changeFrom(
  deps: Deps,
  figure: PeriodFigure,
  window: Window,
  options: AirPeriodOptions,
): Promise<Change> {
  const { subject, period } = figure;
  const { index, method } = figure.body.composite;
  const own =
    method === 'ranking'
      ? await periodFigure(deps, subject, period, window)
      : await computedPeriod(deps, subject, period, window, { method });
  const under = { ...options, method, ...editionSetOf(figure.body) };
  const same = haveSameEditions(own.body, figure.body)
    ? own
    : await computedPeriod(deps, subject, period, window, under);
  const change = (before: PeriodFigure) => changeInPercent(index, before.body.composite.index, DIGITS);
  return { window, own, same, ownChange: change(own), sameChange: change(same) };
}

/** Against the period before and against the same period a year earlier; computed when asked for, so never stale. */
export const changesOf = async (
  deps: Deps,
  figure: PeriodFigure,
  options: AirPeriodOptions = {},
): Promise<Changes> => ({
  periodBefore: await changeFrom(deps, figure, periodBefore(figure.period, figure), options),
  yearEarlier: await changeFrom(deps, figure, yearEarlier(figure.period, figure), options),
});

/** The earlier figure and the change that a comparison is about. */
export const comparedUnder = (
  { own, same, ownChange, sameChange }: Change,
  compare: ComparedUnder,
): { readonly figure: PeriodFigure; readonly change: Maybe<number> } =>
  compare === 'in-force' ? { figure: own, change: ownChange } : { figure: same, change: sameChange };
