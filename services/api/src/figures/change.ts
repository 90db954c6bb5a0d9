import { type AirPeriodOptions, periodBefore, type Window, yearEarlier } from '@lanbi/evaluation';
import {
  type CompositeIndex,
  changeInPercent,
  editionById,
  type Gb3095Edition,
  type Maybe,
} from '@lanbi/standards';
import type { ApiDeps } from '../deps.ts';
import { computedPeriod, type PeriodFigure, periodFigure } from './air-period.ts';

/** Decimals of a change in per cent, as statements print it (-1.46 %). */
const DIGITS = 2;

/** An earlier period beside a figure. */
export interface Change {
  readonly window: Window;
  /** Under the edition that the earlier period is evaluated under by itself. */
  readonly own: CompositeIndex;
  /** Under the edition and stage of the figure that it is compared with. */
  readonly same: CompositeIndex;
  /** Per cent. */
  readonly ownChange: Maybe<number>;
  readonly sameChange: Maybe<number>;
}

type Deps = Pick<ApiDeps, 'store' | 'clock'>;

async function changeFrom(
  deps: Deps,
  figure: PeriodFigure,
  window: Window,
  options: AirPeriodOptions,
): Promise<Change> {
  const { subject, period } = figure;
  const { index, edition, method } = figure.body.composite;
  const gb3095 = editionById(edition) as Gb3095Edition;
  const other = method !== 'ranking';
  const own = other
    ? await computedPeriod(deps, subject, period, window, { method })
    : await periodFigure(deps, subject, period, window);
  const isSame = own.body.composite.edition === edition;
  const same = isSame
    ? own
    : await computedPeriod(deps, subject, period, window, { ...options, method, gb3095 });
  const [before, asNow] = [own.body.composite, same.body.composite];
  return {
    window,
    own: before,
    same: asNow,
    ownChange: changeInPercent(index, before.index, DIGITS),
    sameChange: changeInPercent(index, asNow.index, DIGITS),
  };
}

/** Against the period before and against the same period a year earlier; computed when asked for, so never stale. */
export const changesOf = async (deps: Deps, figure: PeriodFigure, options: AirPeriodOptions = {}) => ({
  periodBefore: await changeFrom(deps, figure, periodBefore(figure.period, figure), options),
  yearEarlier: await changeFrom(deps, figure, yearEarlier(figure.period, figure), options),
});
