import {
  CALENDAR_PERIODS,
  type CalendarPeriod,
  classByMeans,
  explainMeans,
  PERIODS,
  type PeriodName,
  sampleStandards,
} from '@lanbi/evaluation';
import { membershipsOf, type Section, type StoredResult, sectionId } from '@lanbi/model';
import {
  type AnswerState,
  answerState,
  type PeriodSpan,
  type SampleOptions,
  type SectionFigure,
  sectionOfSample,
  stateWith,
  waterChangeFigures,
  waterDayFigures,
  waterPeriodFigures,
  waterSampleFigures,
} from '@lanbi/query';
import { Derivation, type Instant, instant, WATER_METHODS } from '@lanbi/standards';
import * as z from 'zod';
import { sectionState, sectionStateOf } from '../answers/latest-water.ts';
import { staleness, stalenessOf } from '../answers/registry.ts';
import { sampleAnswerOf, sectionClassAnswer } from '../answers/water.ts';
import { type Frame, sectionPeriodAnswer, sectionPeriodOf } from '../answers/water-period.ts';
import {
  ClassRows,
  type ClassSeries,
  sectionClassCommon,
  sectionClassRow,
  type Whole,
} from '../answers/water-rows.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { pick } from '../editions.ts';
import { explained } from '../http/columns.ts';
import { type Page, pageMeta } from '../http/page.ts';
import { endOf, readDateWindow, readEnding } from '../http/period.ts';
import { Problem } from '../http/problem.ts';
import { READ_LIST } from '../http/scope.ts';
import { type PageAt, type RowForms, sendSeries } from '../http/send-series.ts';
import { sendOne } from '../http/send-table.ts';
import { type QuerySpan, readSpan } from '../http/time.ts';
import { latestVersion } from '../latest/latest-version.ts';
import { dataOfSection, stalenessNow, stationsOf } from '../staleness-now.ts';
import { askedPeriod, waterOptions } from '../water/period-query.ts';
import {
  asksOtherwise,
  optionsFor,
  standardsFor,
  type WaterOptions,
  waterMethodFor,
} from '../water/under.ts';
import { idParams, type PageQuery, pageWithin, resultPage, seriesQuery } from './series.ts';
import type { ApiServer } from './types.ts';

/** The section as it is at the end of a window. */
const asOf = ({ registry }: ApiDeps, section: Section, to: Instant): Section =>
  membershipsOf(registry).sectionAt(section, instant(to - 1));

/** The class of a sample, or of the same values under another method or edition, or with its derivation. */
function sampleUnder(
  { registry }: ApiDeps,
  stored: StoredResult<'class.sample'>,
  query: WaterOptions,
  state: AnswerState,
) {
  const section = sectionOfSample(registry, stored);
  if (!section) throw new Problem('not-found', `no section ${stored.subject}`);
  const trace = query.explain === 'true' ? new Derivation() : undefined;
  const options = asksOtherwise(query) ? sampleOptions(query) : {};
  const evaluated = waterSampleFigures.compute({ stored, section }, options, trace);
  return sampleAnswerOf(stored, section, evaluated, state, trace?.steps);
}

/** @throws Problem unknown-edition */
const sampleOptions = (query: WaterOptions): SampleOptions => ({
  gb3838: query.edition === undefined ? undefined : pick('GB 3838', query.edition),
  method: waterMethodFor(query.method, WATER_METHODS.realtime),
  section: optionsFor(query),
});

/** A figure over a period, or the same means under another method, edition or rounding, or with its derivation. */
function periodUnder(
  figure: SectionFigure,
  section: Section,
  { period, window }: PeriodSpan,
  query: WaterOptions,
  more: Pick<Frame, 'state' | 'change'>,
) {
  const { body, revision, computedAt, months = [] } = figure;
  const by = standardsFor(query, period, window);
  const derivation = query.explain === 'true' ? new Derivation() : undefined;
  if (derivation) explainMeans(body, { period, assessment: by.assessment }, months, derivation);
  const found = asksOtherwise(query) ? classByMeans(section, body.values, by, derivation) : body;
  const frame = {
    period,
    window,
    validity: body.validity,
    revision,
    computedAt,
    assessment: by.assessment.id,
    ...(body.states && { states: [{ section, states: body.states }] }),
  };
  return sectionPeriodOf(section, { ...body, ...found }, { ...frame, ...more, steps: derivation?.steps });
}

const INTERVALS = ['sample', ...PERIODS] as const;
/** How far back a series goes where `from` is not given. */
const DEFAULT_DAYS: Readonly<Record<'sample' | CalendarPeriod, number>> = {
  sample: 1,
  day: 31,
  month: 366,
  quarter: 3 * 366,
  'half-year': 3 * 366,
  year: 10 * 366,
};

const interval = z.enum(INTERVALS);

const querystring = seriesQuery.extend({
  ...waterOptions.shape,
  interval: interval
    .default('sample')
    .describe(
      'of the calendar: a series; rolling, to date or custom: the one window that ends with the day of `to`',
    ),
});
const latestQuery = waterOptions.extend({ interval: interval.exclude(['custom']).default('sample') });
type SeriesQuery = z.infer<typeof querystring>;

/** The families of what a section answers by sample or period. */
const FAMILIES = [waterSampleFigures, waterDayFigures, waterPeriodFigures, waterChangeFigures];

const isOfSample = ({ query }: { readonly query: unknown }): boolean =>
  latestQuery.pick({ interval: true }).safeParse(query).data?.interval === 'sample';

const isCalendar = (period: PeriodName): period is CalendarPeriod =>
  CALENDAR_PERIODS.some((calendar) => calendar === period);

const stateOf = (deps: FigureDeps, section: Section): Promise<AnswerState> =>
  answerState(deps, stationsOf(deps, [section]), [dataOfSection(section)]);

/** A section over one window, with its changes. @throws Problem no-data */
async function oneWindow(deps: FigureDeps, registered: Section, span: PeriodSpan, query: WaterOptions) {
  const section = asOf(deps, registered, span.window.to);
  const figure = await deps.water.section(section, span);
  if (!figure)
    throw new Problem('no-data', `nothing was evaluated for ${section.id} in this ${span.period} yet`);
  const by = standardsFor(query, span.period, span.window);
  const member = { section, values: figure.body.values };
  const change = await deps.water.changes([section], span, ([before]) =>
    waterChangeFigures.compute({ of: 'section', before, after: member, inForce: by }),
  );
  return periodUnder(figure, section, span, query, { state: await stateOf(deps, section), change });
}

/** The span of a series; of one window that window. @throws Problem bad-time */
function spanOf(query: SeriesQuery, now: Instant): QuerySpan {
  const { interval: period } = query;
  if (period === 'sample') return readSpan(query, now, { days: DEFAULT_DAYS.sample });
  if (isCalendar(period)) return readSpan(query, now, { days: DEFAULT_DAYS[period], align: endOf(period) });
  const window = period === 'custom' ? readDateWindow(query, now) : readEnding({ ...query, period }, now);
  return { after: window.from, to: window.to };
}

/** A page of a span. */
async function series(
  deps: FigureDeps,
  section: Section,
  query: SeriesQuery,
  page: PageQuery,
  state: AnswerState,
): Promise<Page<Whole>> {
  if (query.interval === 'sample')
    return resultPage(deps, 'class.sample', section.id, page, (result) =>
      sampleUnder(deps, result, query, state),
    );
  const period = query.interval;
  if (isCalendar(period))
    return pageWithin(
      page,
      (range) => deps.water.series(section, period, range),
      ({ window, figure }) =>
        periodUnder(figure, asOf(deps, section, window.to), { period, window }, query, { state }),
    );
  const window = { from: page.span.after, to: page.span.to };
  return { data: [await oneWindow(deps, section, { period, window }, query)], meta: { limit: query.limit } };
}

/** The latest sample, out of memory. @throws Problem no-data */
async function latestSample(deps: FigureDeps, section: Section, query: z.infer<typeof latestQuery>) {
  const found = await deps.latest.one('sections', section.id);
  if (!found?.result) throw new Problem('no-data', `nothing was evaluated for ${section.id} yet`);
  const statements = await deps.statements.inForce();
  const data = statements.dataOf(dataOfSection(section));
  return sampleUnder(deps, found.result, query, stateWith(deps, found.evaluation, data));
}

/** The latest sample, or the period that holds the last result, or the window that ends today. */
async function latest(deps: FigureDeps, section: Section, query: z.infer<typeof latestQuery>) {
  const { interval: period } = query;
  if (period === 'sample') return latestSample(deps, section, query);
  if (!isCalendar(period)) return oneWindow(deps, section, askedPeriod({ period }, deps.clock.now()), query);
  const window = await deps.water.latestWindow(section, period);
  if (!window) throw new Problem('no-data', `nothing was evaluated for ${section.id} yet`);
  return oneWindow(deps, section, { period, window }, query);
}

const besideLatest = { sectionState: sectionState.optional(), staleness };
const LATEST = {
  sample: sectionClassAnswer.extend(besideLatest),
  period: sectionPeriodAnswer.extend(besideLatest),
} as const;
const latestAnswer = z.union([LATEST.sample, LATEST.period]);

/** Query of a table of samples or of periods. Only a single window has a change. */
function columnsFor({
  interval: period,
  explain,
}: WaterOptions & { readonly interval: z.infer<typeof interval> }) {
  if (period === 'sample') return explained(sectionClassAnswer, explain);
  return explained(sectionPeriodAnswer, explain, isCalendar(period) ? ['change'] : []);
}

/** Under what a series without rows would be. @throws Problem unknown-edition */
function underAtEnd(query: SeriesQuery, { after, to }: QuerySpan): Pick<ClassSeries, 'under' | 'levels'> {
  const { interval: period } = query;
  if (period === 'sample') {
    const inForce = sampleStandards(to);
    const { gb3838 = inForce.edition, method = inForce.method } = sampleOptions(query);
    return { under: { edition: gb3838.id, method }, levels: method.levels };
  }
  const { edition, method, assessment } = standardsFor(query, period, { from: after, to });
  return { under: { edition: edition.id, method, assessment: assessment.id }, levels: method.levels };
}

/** The forms of a series of classes: with their derivations rows have every member. */
function formsOf(query: SeriesQuery, leanOf: (rows: readonly Whole[]) => ClassRows): RowForms<Whole> {
  const whole = () => (row: Whole) => row;
  return {
    columns: columnsFor(query),
    hasParts: true,
    whole,
    lean(figures) {
      const rows = leanOf(figures);
      return {
        common: rows.common(),
        row: query.explain === 'true' ? whole() : (figure) => rows.row(figure),
      };
    },
  };
}

const tags = ['water'];

export function waterRoutes(app: ApiServer, deps: FigureDeps): void {
  classRoute(app, deps);
  latestClassRoute(app, deps);
}

/** @throws Problem not-found */
function sectionOr404({ registry }: FigureDeps, id: string): Section {
  const section = registry.sections.get(sectionId(id));
  if (!section) throw new Problem('not-found', `no section ${id}`);
  return section;
}

function classRoute(app: ApiServer, deps: FigureDeps): void {
  const response = {
    200: z.object({ data: z.array(sectionClassRow), meta: pageMeta.extend(sectionClassCommon.shape) }),
  };
  app.get(
    '/v1/water/sections/:id/class',
    {
      config: { ...READ_LIST, families: FAMILIES },
      schema: {
        tags,
        summary: 'Class of a section by sample or period',
        params: idParams,
        querystring,
        response,
      },
    },
    async (request, reply) => {
      const section = sectionOr404(deps, request.params.id);
      const { query } = request;
      const span = spanOf(query, deps.clock.now());
      let state = await stateOf(deps, section);
      const pageAt: PageAt<Whole> = async (at) => {
        state = await stateOf(deps, section);
        return series(deps, section, query, { span, ...at }, state);
      };
      const forms = formsOf(query, (rows) => {
        const { interval } = query;
        return new ClassRows({ section, interval, state, ...underAtEnd(query, span) }, rows);
      });
      return sendSeries(request, reply, { query, span, pageAt, forms });
    },
  );
}

function latestClassRoute(app: ApiServer, deps: FigureDeps): void {
  const readStaleness = stalenessNow(deps);
  const ofSample = latestVersion(deps, 'sections');
  const schema = { tags, summary: 'Latest class', params: idParams, querystring: latestQuery };
  app.get(
    '/v1/water/sections/:id/class/latest',
    {
      config: {
        ...READ_LIST,
        families: FAMILIES,
        version: (asked) => (isOfSample(asked) ? ofSample : deps.version)(asked),
      },
      schema: { ...schema, response: { 200: latestAnswer } },
    },
    async (request, reply) => {
      const section = sectionOr404(deps, request.params.id);
      const found = await latest(deps, section, request.query);
      const { ofSubject, now } = await readStaleness(stationsOf(deps, [section]));
      const shown = await deps.latest.one('sections', section.id);
      const answer = {
        ...found,
        ...sectionStateOf(shown?.state),
        staleness: stalenessOf(ofSubject(stationsOf(deps, [section])), now),
      };
      const columns = explained(
        LATEST[request.query.interval === 'sample' ? 'sample' : 'period'],
        request.query.explain,
      );
      return sendOne(request, reply, answer, columns);
    },
  );
}
