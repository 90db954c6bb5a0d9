import type { Figure, Sample } from '@lanbi/alerting';
import { type FigureBodies, type RiverPeriodBody, validityOf } from '@lanbi/evaluation';
import {
  type AlertSubjectKind,
  type ComputedWaterKind,
  type Registry,
  type ResultKind,
  type StoredResult,
  sectionId,
  WATER_PARAMETERS,
} from '@lanbi/model';
import { airDayFigures, airHourFigures, type ComputedResult, type WaterFigures } from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  dateAt,
  type Instant,
  instant,
  isMissing,
  type Maybe,
  rankOf,
  type SectionClass,
  type Validity,
  WATER_CLASSES,
  type WaterClass,
  type WaterLevel,
  waterAssessmentInForce,
} from '@lanbi/standards';

type WaterFigure = Extract<Figure, { readonly kind: 'class' | 'class.target' | 'level' | 'exceedance' }>;
/** Kinds of stored results and of computed figures. */
export type FigureKind = ResultKind | ComputedWaterKind;
/** A stored result, or a figure that is computed from days. */
type Made = StoredResult | ComputedResult;
/** What samples are computed from beside the result. */
export interface SampleDeps {
  readonly registry: Pick<Registry, 'sections'>;
  readonly water: Pick<WaterFigures, 'sample' | 'day'>;
}

/** A figure of water. */
type WaterBody = FigureBodies[ComputedWaterKind | 'class.sample' | 'class.day'];

const known = <Value>(value: Maybe<Value> | undefined): Value | undefined =>
  value === undefined || isMissing(value) ? undefined : value;

const rankIn = (of: Maybe<WaterClass>): number | undefined => {
  const found = known(of);
  return found && rankOf(found);
};

/** Rank of a quality level: 1 is the best, 5 the worst. */
function levelRank(level: Maybe<WaterLevel> | undefined, to: Instant): number | undefined {
  const found = known(level);
  const { levels } = waterAssessmentInForce(dateAt(instant(to - 1)));
  const names = [...new Set(WATER_CLASSES.map((of) => levels[of].en))];
  return found && names.indexOf(found.en) + 1;
}

/** The multiple by which an item exceeds its limit: 0 where it does not, undefined where it was not measured. */
function exceedance(section: SectionClass, item: string): number | undefined {
  const found = section.exceedances.find((each) => each.item === item);
  if (found) return known(found.multiple);
  return Object.hasOwn(section.items, item) ? 0 : undefined;
}

/** Value of a section or a lake: against its target, or class III where it has none. */
function sectionValue(figure: WaterFigure, section: SectionClass, to: Instant): number | undefined {
  if (figure.kind === 'level') return levelRank(section.level, to);
  if (figure.kind === 'exceedance') return exceedance(section, figure.parameter);
  const rank = rankIn(section.class);
  if (figure.kind === 'class' || rank === undefined) return rank;
  return rank - rankOf(section.against);
}

/** Most classes by which a section of a river is beyond its target. A river has no target of its own. */
function farthestBeyond({ sections: classes }: RiverPeriodBody, { sections }: SampleDeps['registry']) {
  const beyond = Object.entries(classes).flatMap(([id, of]) =>
    of ? rankOf(of) - rankOf(sections.get(sectionId(id))?.target ?? 'III') : [],
  );
  return beyond.length > 0 ? Math.max(...beyond) : undefined;
}

function riverValue(
  figure: WaterFigure,
  body: RiverPeriodBody,
  to: Instant,
  registry: SampleDeps['registry'],
) {
  if (figure.kind === 'level') return levelRank(body.level, to);
  return figure.kind === 'class' ? rankIn(body.class) : farthestBeyond(body, registry);
}

/** The figure of a result of water; undefined for air, and where the registry has no such section. */
function waterBodyOf(result: Made, { water }: SampleDeps): WaterBody | undefined {
  switch (result.kind) {
    case 'aqi.hour':
    case 'region.aqi.hour':
    case 'aqi.day':
    case 'region.aqi.day':
      return undefined;
    case 'class.sample':
      return water.sample(result);
    case 'class.day':
      return water.day(result);
    default:
      return result.body;
  }
}

function waterValue(figure: WaterFigure, result: Made, deps: SampleDeps): number | undefined {
  const body = waterBodyOf(result, deps);
  if (!body) return undefined;
  if ('basis' in body) return riverValue(figure, body, result.to, deps.registry);
  return sectionValue(figure, body.section, result.to);
}

/** The hourly value of a region, or the value of a sample of a section. */
function concentration(parameter: string, result: Made): number | undefined {
  if (result.kind === 'class.sample') {
    const item = WATER_PARAMETERS.find((each) => each === parameter);
    return item && known(result.body.values[item]);
  }
  if (result.kind !== 'region.aqi.hour') return undefined;
  const pollutant = AIR_POLLUTANTS.find((each) => each === parameter);
  return pollutant && known(result.body.concentrations[pollutant]);
}

function indexOf(result: Made): number | undefined {
  switch (result.kind) {
    case 'aqi.hour':
    case 'region.aqi.hour':
      return known(airHourFigures.compute(result).aqi.aqi);
    case 'aqi.day':
    case 'region.aqi.day':
      return known(airDayFigures.compute(result).aqi.aqi);
    default:
      return undefined;
  }
}

const NOTHING: Validity = { kind: 'missing', reason: 'no-data' };

const validityIn = (result: Made, deps: SampleDeps): Validity =>
  result.kind === 'region.aqi.hour'
    ? validityOf(result.body.concentrations)
    : (waterBodyOf(result, deps)?.validity ?? NOTHING);

/** Expected and observed values. Regions: hourly values of their points. Otherwise: the validity of the figure. */
function countsIn(
  result: Made,
  deps: SampleDeps,
): readonly { readonly expected: number; readonly observed: number }[] {
  if (result.kind === 'region.aqi.hour') return Object.values(result.body.coverage ?? {});
  const validity = validityIn(result, deps);
  return validity.kind === 'missing' ? [] : [validity];
}

/** Completeness in percent. */
function completeness(result: Made, deps: SampleDeps): number | undefined {
  const counts = countsIn(result, deps);
  const expected = counts.reduce((sum, count) => sum + count.expected, 0);
  const observed = counts.reduce((sum, count) => sum + count.observed, 0);
  return expected > 0 ? Math.min(100, Math.round((1000 * observed) / expected) / 10) : 0;
}

const hasValue = (result: Made, deps: SampleDeps): boolean => validityIn(result, deps).kind !== 'missing';

/** Kind of result whose values show that a subject other than a station has data. */
const PRESENCE_KINDS: Readonly<Partial<Record<AlertSubjectKind, FigureKind>>> = {
  region: 'region.aqi.hour',
  section: 'class.sample',
  river: 'river.class.day',
  lake: 'lake.class.day',
};

function waterKindOf({ period }: WaterFigure, subject: AlertSubjectKind): FigureKind {
  if (subject === 'river' || subject === 'lake') return `${subject}.class.${period ?? 'day'}`;
  return period ? `class.${period}` : 'class.sample';
}

/**
 * The kind of result that holds the value of a figure of a kind of subject; for the composite index, the days that it is
 * computed from. Undefined for figures of readings.
 */
export function resultKindOf(figure: Figure, subject: AlertSubjectKind): FigureKind | undefined {
  const of = subject === 'region' ? 'region.' : ('' as const);
  switch (figure.kind) {
    case 'aqi':
      return `${of}aqi.${figure.interval}`;
    case 'composite-index':
      return `${of}aqi.day`;
    case 'class':
    case 'class.target':
    case 'level':
    case 'exceedance':
      return waterKindOf(figure, subject);
    case 'completeness':
      return subject === 'section' ? 'class.day' : PRESENCE_KINDS[subject];
    case 'parameter':
    case 'no-data':
      return PRESENCE_KINDS[subject];
    case 'pm2_5-above-pm10':
      return undefined;
  }
}

/** The value of a figure in a result; undefined where the result has none, which is a gap. Composite indices are in no result. */
export function figureIn(figure: Figure, result: Made, deps: SampleDeps): number | undefined {
  switch (figure.kind) {
    case 'aqi':
      return indexOf(result);
    case 'parameter':
      return concentration(figure.parameter, result);
    case 'completeness':
      return completeness(result, deps);
    case 'no-data':
      return hasValue(result, deps) ? 0 : undefined;
    case 'pm2_5-above-pm10':
    case 'composite-index':
      return undefined;
    default:
      return waterValue(figure, result, deps);
  }
}

/** The sample of a figure in a result; undefined where it has no value. */
export function sampleOf(figure: Figure, result: Made, deps: SampleDeps): Sample | undefined {
  const value = figureIn(figure, result, deps);
  return value === undefined ? undefined : { at: result.to, value };
}
