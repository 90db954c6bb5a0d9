import { type Section, sectionId } from '@lanbi/model';
import {
  type EvaluationState,
  evaluationStateOf,
  newestOf,
  revisionOf,
  type SectionFigureAt,
  waterTrendFigures,
} from '@lanbi/query';
import {
  dateAt,
  formatInstant,
  type Instant,
  instant,
  isMissing,
  missing,
  roundHalfEven,
  waterAssessmentInForce,
} from '@lanbi/standards';
import * as z from 'zod';
import { evaluation, evaluationOf } from '../answers/evaluation.ts';
import { orReason } from '../answers/maybe.ts';
import { name } from '../answers/name.ts';
import { standards, standardsOf } from '../answers/standards.ts';
import type { FigureDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendTable } from '../http/send-table.ts';
import { stationsOf } from '../staleness-now.ts';
import { idParams } from './series.ts';
import type { ApiServer } from './types.ts';

/** Decimals of a coefficient: those of the critical values. */
const DIGITS = 3;
const MOST_YEARS = 100;

const year = z
  .string()
  .regex(/^\d{4}$/, 'a year, such as 2019')
  .optional();

const trendQuery = z.object({
  from: year.describe('the first year; default the first that has results'),
  to: year.describe('the last year; default the last that is over'),
});

const itemTrend = z.object({
  item: z.string(),
  periods: z.number().describe('years with a mean'),
  coefficient: z.number().nullable().describe("Spearman's r_s"),
  critical: z.number().nullable().describe('critical value at 0.05'),
  direction: z
    .enum(['rising', 'falling', 'none'])
    .nullable()
    .describe('of the figure; `none`: no trend that the test can see'),
  reason: z.string().optional().describe('why there is no trend'),
  values: z.record(z.string(), z.number().nullable()).describe('the mean of each year'),
});

const trendAnswer = z
  .object({
    section: z.string(),
    name,
    from: z.string().nullable().describe('begin of the first year that has a result; null without one'),
    to: z.string().nullable(),
    items: z.array(itemTrend).describe('items that have a mean in at least one year'),
    assessment: z.string(),
    standards,
    revision: z.number(),
    computedAt: z.string().nullable(),
    evaluation,
  })
  .meta({ id: 'SectionTrend' });

const yearOf = ({ window }: SectionFigureAt): string => dateAt(window.from).slice(0, 4);
const begin = (text: string): Instant => instant(Date.parse(`${text}-01-01T00:00:00+08:00`));

/** The years of a section that are over, in the span asked for. @throws Problem bad-time */
async function yearsOf(deps: FigureDeps, section: Section, { from, to }: z.infer<typeof trendQuery>) {
  if (from !== undefined && to !== undefined && from > to) throw new Problem('bad-time', 'from is after to');
  const now = deps.clock.now();
  const range = {
    after: begin(from ?? '1990'),
    to: instant(Math.min(now, to === undefined ? now : begin(String(Number(to) + 1)))),
    limit: MOST_YEARS,
  };
  return deps.water.series(section, 'year', range);
}

/** The trend of one item over the years, those without a mean left out. */
function trendOf(item: string, years: readonly SectionFigureAt[]): z.infer<typeof itemTrend> {
  const means = years.map(
    ({ figure: { body } }) => body.values[item as keyof typeof body.values] ?? missing('no-data'),
  );
  const assessment = waterAssessmentInForce(dateAt(instant((years.at(-1)?.window.to ?? 1) - 1)));
  const { periods, coefficient, critical, direction } = waterTrendFigures.compute({
    means,
    inForce: assessment,
  });
  const { value, reason } = orReason(direction);
  const shown = orReason(coefficient).value;
  return {
    item,
    periods,
    coefficient: shown === null ? null : roundHalfEven(shown, DIGITS),
    critical: orReason(critical).value,
    direction: value,
    ...(reason && { reason }),
    values: Object.fromEntries(
      years.map((each, at) => [yearOf(each), orReason(means[at] ?? missing('no-data')).value]),
    ),
  };
}

const itemsIn = (years: readonly SectionFigureAt[]): readonly string[] => [
  ...new Set(
    years.flatMap(({ figure: { body } }) =>
      Object.entries(body.values).flatMap(([item, value]) => (isMissing(value) ? [] : [item])),
    ),
  ),
];

function answerOf(
  section: Section,
  years: readonly SectionFigureAt[],
  now: Instant,
  state: EvaluationState,
): z.infer<typeof trendAnswer> {
  const [first, last] = [years[0], years.at(-1)];
  const assessment = waterAssessmentInForce(dateAt(instant((last?.window.to ?? now) - 1))).id;
  const figures = years.map(({ figure }) => figure);
  return {
    section: section.id,
    name: { ...section.name },
    from: first ? formatInstant(first.window.from) : null,
    to: last ? formatInstant(last.window.to) : null,
    items: itemsIn(years).map((item) => trendOf(item, years)),
    assessment,
    standards: standardsOf(assessment),
    revision: revisionOf(figures),
    computedAt: last ? formatInstant(newestOf(figures)) : null,
    evaluation: evaluationOf(state),
  };
}

const COLUMNS = ['section', ...columnsOf(itemTrend, ['values'])];

/** The trend of the yearly means of a section. */
export function waterTrendRoutes(app: ApiServer, deps: FigureDeps): void {
  const schema = {
    tags: ['water'],
    summary: "Trend of the yearly means of a section, by Spearman's rank correlation",
    params: idParams,
    querystring: trendQuery,
    response: { 200: trendAnswer },
  };
  app.get(
    '/v1/water/sections/:id/trend',
    { config: { ...READ_LIST, families: [waterTrendFigures] }, schema },
    async (request, reply) => {
      const section = deps.registry.sections.get(sectionId(request.params.id));
      if (!section) throw new Problem('not-found', `no section ${request.params.id}`);
      const years = await yearsOf(deps, section, request.query);
      const state = await evaluationStateOf(deps, stationsOf(deps, [section]));
      const answer = answerOf(section, years, deps.clock.now(), state);
      const rows = answer.items.map(({ values: _values, reason, ...row }) => ({
        section: answer.section,
        ...row,
        reason: reason ?? null,
      }));
      return sendTable(request, reply, answer, rows, COLUMNS);
    },
  );
}
