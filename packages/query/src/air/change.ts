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
import { daysIn, type FigureAt, type Judging, periodFigure } from './figure.ts';
import type { AskedFigure, PeriodFigure } from './period.ts';

/** Decimals of a change in per cent, as statements print it (-1.46 %). */
const DIGITS = 2;

/**
 * Under which editions an earlier period is compared: those of the later period for every figure of both, or those
 * that were in force at the end of each.
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
  /** Per cent. */
  readonly ownChange: Maybe<number>;
  readonly sameChange: Maybe<number>;
}

export interface Changes<Body extends AirIndexBody = AirPeriodBody> {
  readonly periodBefore: Change<Body>;
  readonly yearEarlier: Change<Body>;
}

/** A figure with what it is compared with. */
export interface ComparedFigure<Earlier extends AirIndexBody = AirPeriodBody> {
  readonly figure: PeriodFigure;
  readonly changes: Changes<Earlier>;
}

/** The windows that a figure and its changes are made of. */
export const windowsOf = ({ period, window }: AskedFigure): readonly Window[] => [
  window,
  periodBefore(period, window),
  yearEarlier(period, window),
];

/** The days of a figure and of both earlier periods. */
export const daysOfChanges = (asked: AskedFigure): readonly NeededDays[] =>
  windowsOf(asked).map((window) => daysIn(asked.subject, window));

/** By what figures come about. */
interface By<Earlier extends AirIndexBody> {
  readonly judging: Judging;
  /** Of the earlier periods. */
  readonly earlierAt: FigureAt<Earlier>;
}

function changeFrom<Body extends AirIndexBody>(
  daysOf: DaysOf,
  asked: AskedFigure,
  now: PeriodFigure,
  { judging, earlierAt }: By<Body>,
): Change<Body> {
  const { window } = asked;
  const days = daysOf(asked.subject);
  const { index, method } = now.body.composite;
  const at = (options: AskedFigure['options']) =>
    earlierAt(days, { subject: asked.subject, period: asked.period, window, options }, judging);
  const own = at(method === 'ranking' ? {} : { method });
  const same = haveSameEditions(own.body, now.body)
    ? own
    : at({ ...asked.options, method, ...editionSetOf(now.body) });
  const change = ({ body }: PeriodFigure<Body>) => changeInPercent(index, body.composite.index, DIGITS);
  return { window, own, same, ownChange: change(own), sameChange: change(same) };
}

/** A figure with its change against the period before and against the same period a year earlier. */
export function comparedFigure<Body extends AirIndexBody>(
  daysOf: DaysOf,
  asked: AskedFigure,
  by: By<Body>,
): ComparedFigure<Body> {
  const { period, window } = asked;
  const figure = periodFigure(daysOf(asked.subject), asked, by.judging);
  const from = (earlier: Window) => changeFrom(daysOf, { ...asked, window: earlier }, figure, by);
  const changes = {
    periodBefore: from(periodBefore(period, window)),
    yearEarlier: from(yearEarlier(period, window)),
  };
  return { figure, changes };
}

/** The earlier figure and the change that a comparison is about. */
export const comparedUnder = <Body extends AirIndexBody>(
  { own, same, ownChange, sameChange }: Change<Body>,
  compare: ComparedUnder,
): { readonly figure: PeriodFigure<Body>; readonly change: Maybe<number> } =>
  compare === 'in-force' ? { figure: own, change: ownChange } : { figure: same, change: sameChange };
