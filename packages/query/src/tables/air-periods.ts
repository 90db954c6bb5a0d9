import { type AirPeriodOptions, datesOf, type Window } from '@lanbi/evaluation';
import type { CivilDate } from '@lanbi/standards';
import type { PeriodFigure } from '../air/period.ts';
import type { TableRow } from '../table/index.ts';
import type { AirPeriodRow, ComparedWith } from './air-period-columns.ts';
import type { SeriesPeriod } from './period-windows.ts';
import type { RowsDeps } from './rows-deps.ts';
import type { AirPeriodsReader } from './table-deps.ts';

/** Whose periods are asked for, and under what. */
export interface AskedAirPeriods {
  readonly subjects: readonly string[];
  readonly region: boolean;
  /** Rows for periods without a day too. */
  readonly fill: boolean;
  readonly period: SeriesPeriod;
  /** By the last day of a window. */
  readonly options: (last: CivilDate) => AirPeriodOptions | undefined;
  readonly against?: ComparedWith | undefined;
}

type Deps = Pick<RowsDeps, 'yieldNow'> & { readonly air: AirPeriodsReader };

/** Figures that are computed without a pause. */
const AT_ONCE = 24;

async function rowsOf(
  { air }: Deps,
  { region, period, options, against }: AskedAirPeriods,
  window: Window,
  subjects: readonly string[],
): Promise<readonly AirPeriodRow[]> {
  const own = options(datesOf(window)[1]);
  const asked = subjects.map((id) => ({ subject: { id, region }, period, window, options: own }));
  if (against === undefined) {
    const figures = await air.periods(asked);
    return figures.map((figure) => ({ ...place(figure), figure, earlier: undefined }));
  }
  const compared = await air.comparedAll(asked);
  return compared.map(({ figure, changes }) => {
    const { same } = against === 'year-earlier' ? changes.yearEarlier : changes.periodBefore;
    return { ...place(figure), figure, earlier: same };
  });
}

const place = ({ subject, from, to }: PeriodFigure): TableRow => ({ subject: subject.id, from, to });

/** Periods of each window, those of one window in the order of the subjects. */
export async function* airPeriodRows(
  deps: Deps,
  asked: AskedAirPeriods,
  windows: readonly Window[],
): AsyncIterable<readonly AirPeriodRow[]> {
  for (const window of windows) {
    const rows: AirPeriodRow[] = [];
    for (let at = 0; at < asked.subjects.length; at += AT_ONCE) {
      rows.push(...(await rowsOf(deps, asked, window, asked.subjects.slice(at, at + AT_ONCE))));
      await deps.yieldNow?.();
    }
    yield asked.fill ? rows : rows.filter(({ figure }) => figure.revision > 0);
  }
}
