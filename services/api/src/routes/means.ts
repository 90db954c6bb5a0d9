import type { ObservedInterval } from '@lanbi/evaluation';
import type { ParameterCode, Station } from '@lanbi/model';
import type { AnswerState } from '@lanbi/query';
import { Derivation } from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import {
  OBSERVED_COLUMNS,
  type ObservedFigure,
  type ObservedSeries,
  observedAnswerOf,
  observedRows,
} from '../answers/observed.ts';
import type { FigureDeps } from '../deps.ts';
import { observedPage } from '../figures/observed.ts';
import { decodeCursor, endCursor, endWithin, type Page, pageWith } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import type { RowForms } from '../http/send-series.ts';
import { isOutOfService } from '../out-of-service.ts';
import type { PageQuery } from './series.ts';

/** How means are asked for. */
interface MeansQuery {
  readonly explain?: 'true' | 'false' | undefined;
  readonly rounding: 'standard' | 'exact';
}

/** Means as whole rows, and as rows of what varies. */
export function meansForms(
  series: ObservedSeries,
  { explain, rounding }: MeansQuery,
  state: AnswerState,
): RowForms<ObservedFigure> {
  const explained = explain === 'true';
  const exact = explained || rounding === 'exact';
  const whole = (figure: ObservedFigure) => observedAnswerOf(figure, exact);
  return {
    columns: explained ? [...OBSERVED_COLUMNS, 'derivation'] : OBSERVED_COLUMNS,
    whole: () => whole,
    lean: (figures) => {
      const { common, row } = observedRows(series, state, figures, exact);
      return { common, row: explained ? whole : row };
    },
  };
}

/** The cursor is the end of the last window, so that late readings move nothing. */
export async function meansPage(
  deps: FigureDeps,
  station: Station,
  parameter: ParameterCode,
  asked: MeansQuery & PageQuery & { readonly interval: ObservedInterval },
): Promise<Page<ObservedFigure>> {
  const { interval, limit, cursor, span } = asked;
  if (PARAMETERS[parameter].medium !== station.medium)
    throw new Problem('bad-request', `parameter: ${parameter} is not measured in ${station.medium}`);
  const begin = cursor === undefined ? span.after : endWithin(decodeCursor(cursor, endCursor)[0], span);
  const { figures, more } = await observedPage(deps, {
    station,
    parameter,
    interval,
    after: begin,
    to: span.to,
    limit,
    trace: () => (asked.explain === 'true' ? new Derivation() : undefined),
  });
  const page = pageWith(
    figures,
    { limit, more },
    ({ window }) => [window.to],
    (figure) => figure,
  );
  const isShown = ({ window, mean }: ObservedFigure): boolean =>
    mean.coverage.observed > 0 || !isOutOfService(station, window.from);
  return { ...page, data: page.data.filter(isShown) };
}
