import { type AirPeriodOptions, datesOf, type Points } from '@lanbi/evaluation';
import type { DataSubject } from '@lanbi/model';
import { type AnswerState, answerState, type ComparedUnder, isOpen, type PeriodFigure } from '@lanbi/query';
import {
  airEditionsOf,
  Derivation,
  instant,
  rankingInForce,
  shortfallsOf,
  type Validity,
} from '@lanbi/standards';
import { type AirFound, airOf } from './air.ts';
import { coveragePart } from './coverage.ts';
import type { BulletinDeps } from './deps.ts';
import { type BulletinFailure, failure, isFailure } from './failure.ts';
import type { Bulletin } from './parts.ts';
import type { NamedPeriod } from './period.ts';
import { type BulletinScope, bulletinScope } from './scope.ts';
import { titleOf } from './title.ts';
import { type WaterFound, waterOf } from './water.ts';

/** A question for a bulletin. */
export interface BulletinAsked {
  readonly named: NamedPeriod;
  /** A city, district or province; the one city of the registry, or everything, where not given. */
  readonly region?: string | undefined;
  /** The edition, stage or method of air, where not those in force. */
  readonly options?: AirPeriodOptions | undefined;
  /** Under which editions earlier periods are. */
  readonly compare: ComparedUnder;
  /** Whether with derivations. */
  readonly explain: boolean;
}

/** The parts of a bulletin. */
interface Found {
  readonly asked: BulletinAsked;
  readonly scope: BulletinScope;
  readonly air: AirFound | undefined;
  readonly water: WaterFound | undefined;
  readonly state: AnswerState;
}

const idsOf = ({ composite, hj633, hj663 }: PeriodFigure['body']): string[] =>
  [composite.edition, hj633 ?? [], hj663].flat();

/** Whether a figure was computed under other editions than those in force at its end. */
function hasOtherInForce(figure: PeriodFigure): boolean {
  const [from, to] = datesOf(figure);
  const { gb3095, hj633, hj663 } = airEditionsOf({ from, to });
  return idsOf(figure.body).join() !== [gb3095.id, hj633.id, hj663.id].join();
}

function editionsOf({ asked, air, water }: Found): Bulletin['editions'] {
  const [, last] = datesOf(asked.named.window);
  const { options } = asked;
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
    asked: options?.gb3095?.id ?? null,
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
    return coveragePart(whole.validity.observed, whole.validity.expected);
  const sum = (of: 'observed' | 'expected') => rows.reduce((total, row) => total + row[of], 0);
  return coveragePart(sum('observed'), sum('expected'));
}

function waterCoverage({ water, scope }: Found) {
  if (!water) return null;
  return coveragePart(water.reporting, scope.sections.length);
}

/** Coverage of the results of all sections with a known number of expected ones. */
function waterResults({ water }: Found) {
  if (!water) return null;
  const covered = water.part.each.flatMap((row) => row.coverage ?? []);
  const sum = (of: 'observed' | 'expected') => covered.reduce((total, each) => total + each[of], 0);
  return coveragePart(sum('observed'), sum('expected'));
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

/** Revision: one more for each change of a figure in it. */
function madeOf({ air, water, state: { now } }: Found) {
  const figures = air?.figures ?? [];
  const times = [...figures.map(({ computedAt }) => computedAt), ...(water ? [water.computedAt] : [])];
  const ofAir = figures.reduce((sum, { revision }) => sum + Math.max(0, revision - 1), 0);
  const ofWater = water ? Math.max(0, water.revision - water.evaluated) : 0;
  return {
    revision: 1 + ofAir + ofWater,
    computedAt: times.length > 0 ? instant(Math.max(...times)) : now,
  };
}

/** Period and region of a bulletin. */
function aboutOf({ asked, scope: { region } }: Found) {
  const { id, period, window } = asked.named;
  return {
    id,
    period,
    region,
    title: titleOf(id, period, region?.name),
    from: window.from,
    to: window.to,
  };
}

/** A bulletin is final when late data are no longer expected and the air as a whole has enough days. */
function statusOf({ asked, air, state }: Found): Bulletin['status'] {
  if (isOpen(asked.named.window, state)) return 'provisional';
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
    validity: validityOf(found, { completeness }),
    state: found.state,
    provisional: isOpen(found.asked.named.window, found.state),
    status: statusOf(found),
    air: found.air?.part ?? null,
    water: found.water?.part ?? null,
    absent: absentOf(found),
    completeness,
    editions: editionsOf(found),
    ...madeOf(found),
  };
}

const stationsOfScope = (
  { registry }: BulletinDeps,
  points: Points,
  { ranked, whole, sections }: BulletinScope,
) => [
  ...[...ranked, ...(whole ? [whole] : [])].flatMap(({ id }) => points.during(id, -Infinity, Infinity)),
  ...sections.flatMap(({ id }) => registry.stationsOfSection.get(id) ?? []),
];

/** Whose data a bulletin is made of. */
const dataOfScope = ({ ranked, whole, sections }: BulletinScope): readonly DataSubject[] => [
  ...[...ranked, ...(whole ? [whole] : [])].map(({ id }): DataSubject => ({ of: 'region', id })),
  ...sections.map(({ id }): DataSubject => ({ of: 'section', id })),
];

/** The bulletin of a month, quarter or year for a region, or why there is none. */
export async function bulletin(
  deps: BulletinDeps,
  points: Points,
  asked: BulletinAsked,
): Promise<Bulletin | BulletinFailure> {
  const { named, options, compare, explain } = asked;
  const scope = bulletinScope(deps.registry, points, asked.region, named.window);
  if (isFailure(scope)) return scope;
  const state = await answerState(deps, stationsOfScope(deps, points, scope), dataOfScope(scope));
  if (named.window.from > state.now) return failure('no-data', `${named.id} has not begun`);
  const derivation = () => (explain ? new Derivation() : undefined);
  const statements = await deps.statements.inForce();
  const air = await airOf(deps, scope, {
    ...{ named, options, compare, state, statements },
    derivation: derivation(),
  });
  const water = await waterOf(deps, scope.sections, named, derivation());
  if (!air && !water) return failure('no-data', `nothing was evaluated for ${named.id} yet`);
  return bulletinOf({ asked, scope, air, water, state });
}
