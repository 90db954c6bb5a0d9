import { type AirPeriodOptions, datesOf, type Points } from '@lanbi/evaluation';
import { type AnswerState, answerState, type ComparedUnder, type PeriodFigure } from '@lanbi/query';
import {
  airEditionsOf,
  Derivation,
  formatInstant,
  instant,
  rankingInForce,
  shortfallsOf,
  type Validity,
} from '@lanbi/standards';
import { isOpen } from '../answers/air.ts';
import { validityOf as shownValidity } from '../answers/coverage.ts';
import { evaluationOf } from '../answers/evaluation.ts';
import type { ApiDeps, FigureDeps } from '../deps.ts';
import { type AirAsked, airOptionsFor } from '../editions.ts';
import { Problem } from '../http/problem.ts';
import { pointsOf, stationsOf } from '../judging.ts';
import { type AirFound, airOf } from './air.ts';
import { coverage } from './coverage.ts';
import { type NamedPeriod, namedPeriod } from './period.ts';
import type { Bulletin } from './schema.ts';
import { type BulletinScope, bulletinScope } from './scope.ts';
import { titleOf } from './title.ts';
import { type WaterFound, waterOf } from './water.ts';

/** Of which region, under which edition, stage and method its air is told, and whether with derivations. */
export interface BulletinAsked extends AirAsked {
  readonly region?: string | undefined;
  readonly explain?: 'true' | 'false' | undefined;
  readonly compare: ComparedUnder;
}

/** What a bulletin is put together from. */
interface Found {
  readonly named: NamedPeriod;
  readonly scope: BulletinScope;
  readonly asked: BulletinAsked;
  /** The edition and method of air, where any was asked for. */
  readonly options: AirPeriodOptions | undefined;
  readonly air: AirFound | undefined;
  readonly water: WaterFound | undefined;
  readonly state: AnswerState;
}

const idsOf = ({ composite, hj633, hj663 }: PeriodFigure['body']): string[] =>
  [composite.edition, hj633 ?? [], hj663].flat();

/** Whether a figure is under other editions than were in force at its end. */
function hasOtherInForce(figure: PeriodFigure): boolean {
  const [from, to] = datesOf(figure);
  const { gb3095, hj633, hj663 } = airEditionsOf({ from, to });
  return idsOf(figure.body).join() !== [gb3095.id, hj633.id, hj663.id].join();
}

function editionsOf({ named: { window }, asked, options, air, water }: Found): Bulletin['editions'] {
  const [, last] = datesOf(window);
  const bodies = air?.figures.map(({ body }) => body) ?? [];
  const earlier = air?.earlier ?? [];
  const unique = (ids: readonly string[]) => [...new Set(ids)];
  return {
    gb3095: unique(bodies.map(({ composite }) => composite.edition)),
    hj633: unique(bodies.flatMap(({ hj633 }) => hj633 ?? [])),
    hj663: unique(bodies.map(({ hj663 }) => hj663)),
    ranking: rankingInForce(last).id,
    gb3838: water?.by.edition.id ?? null,
    waterAssessment: water?.by.assessment.id ?? null,
    asked: asked.edition || asked.stage ? (options?.gb3095?.id ?? null) : null,
    method: options?.method ?? 'ranking',
    changedWithin: bodies.some(({ editionChangedWithin }) => editionChangedWithin),
    compare: asked.compare,
    earlier: unique(earlier.flatMap(({ body }) => idsOf(body))),
    otherThen: earlier.some(hasOtherInForce),
  };
}

function airCoverage({ air }: Found) {
  if (!air) return null;
  const rows = air.part.ranked.map((row) => row.coverage);
  const [whole] = air.figures;
  if (rows.length === 0 && whole && whole.validity.kind !== 'missing')
    return coverage(whole.validity.observed, whole.validity.expected);
  const sum = (of: 'observed' | 'expected') => rows.reduce((total, row) => total + row[of], 0);
  return coverage(sum('observed'), sum('expected'));
}

function waterCoverage({ water, scope }: Found) {
  if (!water) return null;
  return coverage(water.reporting, scope.sections.length);
}

/** What came of what was to come, of all sections that tell how many. */
function waterResults({ water }: Found) {
  if (!water) return null;
  const told = water.part.each.flatMap((row) => row.coverage ?? []);
  const sum = (of: 'observed' | 'expected') => told.reduce((total, each) => total + each[of], 0);
  return coverage(sum('observed'), sum('expected'));
}

/** Of the two media: each counts as one that is expected. */
function validityOf({ air, water }: Found, { completeness }: Pick<Bulletin, 'completeness'>): Validity {
  const media = [air && completeness.air, water && completeness.water].filter((each) => !!each);
  const expected = media.reduce((sum, each) => sum + each.expected, 0);
  const observed = media.reduce((sum, each) => sum + each.observed, 0);
  const isValid =
    (!air || air.figures.every(({ validity }) => validity.kind === 'valid')) &&
    (!water || water.validity.kind === 'valid');
  const shortfalls = [air?.whole?.validity, water?.validity].flatMap((each) =>
    each ? shortfallsOf(each) : [],
  );
  return isValid
    ? { kind: 'valid', expected, observed }
    : { kind: 'insufficient', expected, observed, shortfalls };
}

function absentOf({ scope, air, water }: Found): Bulletin['absent'] {
  const hasAir = scope.ranked.length > 0 || scope.whole !== undefined;
  return {
    ...(!air && { air: hasAir ? 'no-data' : 'not-monitored' }),
    ...(!water && { water: scope.sections.length > 0 ? 'no-data' : 'not-monitored' }),
  };
}

/** Each change of a figure behind it raises the revision. */
function madeOf({ air, water, state: { now } }: Found) {
  const figures = air?.figures ?? [];
  const times = [...figures.map(({ computedAt }) => computedAt), ...(water ? [water.computedAt] : [])];
  const ofAir = figures.reduce((sum, { revision }) => sum + Math.max(0, revision - 1), 0);
  const ofWater = water ? Math.max(0, water.revision - water.evaluated) : 0;
  return {
    revision: 1 + ofAir + ofWater,
    computedAt: formatInstant(times.length > 0 ? instant(Math.max(...times)) : now),
  };
}

/** Which period and region it is about. */
function aboutOf({ named: { id, period, window }, scope: { region } }: Found) {
  return {
    id,
    period,
    region: region ? { id: region.id as string, name: { ...region.name } } : null,
    title: titleOf(id, period, region?.name),
    from: formatInstant(window.from),
    to: formatInstant(window.to),
  };
}

/** A bulletin is final when late data are no longer expected and the air as a whole has enough days. */
function statusOf({ named: { window }, air, state }: Found): Bulletin['status'] {
  if (isOpen(window.to, state)) return 'provisional';
  if (!air) return 'final';
  const decisive = air.whole ? [air.whole] : air.figures;
  return decisive.every(({ validity }) => validity.kind === 'valid') ? 'final' : 'insufficient';
}

const completenessOf = (found: Found): Bulletin['completeness'] => ({
  air: airCoverage(found),
  water: waterCoverage(found),
  waterResults: waterResults(found),
});

function bulletinOf(found: Found): Bulletin {
  const completeness = completenessOf(found);
  return {
    ...aboutOf(found),
    validity: shownValidity(validityOf(found, { completeness })),
    provisional: isOpen(found.named.window.to, found.state),
    evaluation: evaluationOf(found.state.evaluation),
    status: statusOf(found),
    air: found.air?.part ?? null,
    water: found.water?.part ?? null,
    absent: absentOf(found),
    completeness,
    editions: editionsOf(found),
    ...madeOf(found),
  };
}

const stationsOfScope = (deps: ApiDeps, points: Points, { ranked, whole, sections }: BulletinScope) => [
  ...[...ranked, ...(whole ? [whole] : [])].flatMap(({ id }) => pointsOf(points, id)),
  ...stationsOf(deps, sections),
];

/**
 * The bulletin of a month, quarter or year for a region.
 * @throws Problem bad-time, not-found, no-data, unknown-edition
 */
export async function bulletin(
  deps: FigureDeps,
  points: Points,
  id: string,
  asked: BulletinAsked,
): Promise<Bulletin> {
  const named = namedPeriod(id);
  const options = airOptionsFor(asked, datesOf(named.window)[1]);
  const scope = bulletinScope(deps.registry, points, asked.region, named.window);
  const state = await answerState(deps, stationsOfScope(deps, points, scope));
  if (named.window.from > state.now) throw new Problem('no-data', `${id} has not begun`);
  const derivation = () => (asked.explain === 'true' ? new Derivation() : undefined);
  const air = await airOf(deps, scope, {
    named,
    options,
    compare: asked.compare,
    state,
    derivation: derivation(),
  });
  const water = await waterOf(deps, scope.sections, named, derivation());
  if (!air && !water) throw new Problem('no-data', `nothing was evaluated for ${id} yet`);
  return bulletinOf({ named, scope, asked, options, air, water, state });
}
