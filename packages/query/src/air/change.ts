import {
  type AirIndexBody,
  type AirPeriodBody,
  editionSetOf,
  haveSameEditions,
  periodBefore,
  type Window,
  yearEarlier,
} from '@lanbi/evaluation';
import { changeInPercent, type Maybe } from '@lanbi/standards';
import type { DaysOf, NeededDays } from './air-days.ts';
import { daysIn, type FigureAt, periodFigure, type ValidityContext } from './figure.ts';
import type { AskedFigure, PeriodFigure } from './period.ts';

/** Decimals of a change in per cent, as statements print it (-1.46 %). */
const DIGITS = 2;

/**
 * Editions under which an earlier period is compared: those of the later period for both, or those in force at the end
 * of each.
 */
export const COMPARISONS = ['same-edition', 'in-force'] as const;
export type ComparedUnder = (typeof COMPARISONS)[number];

/** An earlier period beside a figure. */
export interface Change<Body extends AirIndexBody = AirPeriodBody> {
  readonly window: Window;
  /** Under the editions that the earlier period is evaluated under by itself. */
  readonly own: PeriodFigure<Body>;
  /** Under the editions and stage of the figure that it is compared with. */
  readonly same: PeriodFigure<Body>;
  /** Change in percent. */
  readonly ownChange: Maybe<number>;
  readonly sameChange: Maybe<number>;
}

export interface Changes<Body extends AirIndexBody = AirPeriodBody> {
  readonly periodBefore: Change<Body>;
  readonly yearEarlier: Change<Body>;
}

/** A figure with its earlier periods. */
export interface ComparedFigure<Earlier extends AirIndexBody = AirPeriodBody> {
  readonly figure: PeriodFigure;
  readonly changes: Changes<Earlier>;
}

/** Returns the windows of a figure and of its changes. */
export const windowsOf = ({ period, window }: AskedFigure): readonly Window[] => [
  window,
  periodBefore(period, window),
  yearEarlier(period, window),
];

/** Returns the days of a figure and of both earlier periods. */
export const daysOfChanges = (asked: AskedFigure): readonly NeededDays[] =>
  windowsOf(asked).map((window) => daysIn(asked.subject, window));

/** The functions that compute the figures. */
interface By<Earlier extends AirIndexBody> {
  readonly context: ValidityContext;
  /** Computes the figures of the earlier periods. */
  readonly earlierAt: FigureAt<Earlier>;
}

function changeFrom<Body extends AirIndexBody>(
  daysOf: DaysOf,
  asked: AskedFigure,
  now: PeriodFigure,
  { context, earlierAt }: By<Body>,
): Change<Body> {
  const { window } = asked;
  const days = daysOf(asked.subject);
  const { index, method } = now.body.composite;
  const at = (options: AskedFigure['options']) =>
    earlierAt(days, { subject: asked.subject, period: asked.period, window, options }, context);
  const own = at(method === 'ranking' ? {} : { method });
  const same = haveSameEditions(own.body, now.body)
    ? own
    : at({ ...asked.options, method, ...editionSetOf(now.body) });
  const change = ({ body }: PeriodFigure<Body>) => changeInPercent(index, body.composite.index, DIGITS);
  return { window, own, same, ownChange: change(own), sameChange: change(same) };
}

/**
 * Computes a figure with its change against the previous period and against the same period a year earlier.
 */
export function comparedFigure<Body extends AirIndexBody>(
  daysOf: DaysOf,
  asked: AskedFigure,
  by: By<Body>,
): ComparedFigure<Body> {
  const { period, window } = asked;
  const figure = periodFigure(daysOf(asked.subject), asked, by.context);
  const from = (earlier: Window) => changeFrom(daysOf, { ...asked, window: earlier }, figure, by);
  const changes = {
    periodBefore: from(periodBefore(period, window)),
    yearEarlier: from(yearEarlier(period, window)),
  };
  return { figure, changes };
}

/** Returns the earlier figure and the change of a comparison. */
export const comparedUnder = <Body extends AirIndexBody>(
  { own, same, ownChange, sameChange }: Change<Body>,
  compare: ComparedUnder,
): { readonly figure: PeriodFigure<Body>; readonly change: Maybe<number> } =>
  compare === 'in-force' ? { figure: own, change: ownChange } : { figure: same, change: sameChange };
