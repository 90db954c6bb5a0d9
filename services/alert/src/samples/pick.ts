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
/** Kinds of results, stored or computed when asked for. */
export type FigureKind = ResultKind | ComputedWaterKind;
/** What a value is in: a stored record, or a figure that is computed when asked for. */
type Made = StoredResult | ComputedResult;
/** What figures of records of water are made of beside the record. */
export interface Judging {
  readonly registry: Pick<Registry, 'sections'>;
  readonly water: Pick<WaterFigures, 'sample' | 'day'>;
}

/** What figures of water say: of samples and days computed from the record. */
type WaterBody = FigureBodies[ComputedWaterKind | 'class.sample' | 'class.day'];

const known = <Value>(value: Maybe<Value> | undefined): Value | undefined =>
  value === undefined || isMissing(value) ? undefined : value;

const rankIn = (of: Maybe<WaterClass>): number | undefined => {
  const found = known(of);
  return found && rankOf(found);
};

/** 1 for the best level to 5 for the worst, in the order of the classes that they stand for. */
function levelRank(level: Maybe<WaterLevel> | undefined, to: Instant): number | undefined {
  const found = known(level);
  const { levels } = waterAssessmentInForce(dateAt(instant(to - 1)));
  const names = [...new Set(WATER_CLASSES.map((of) => levels[of].en))];
  return found && names.indexOf(found.en) + 1;
}

/** The multiple by which an item exceeds its limit; 0 when it does not, absent when it was not measured. */
function exceedance(section: SectionClass, item: string): number | undefined {
  const found = section.exceedances.find((each) => each.item === item);
  if (found) return known(found.multiple);
  return Object.hasOwn(section.items, item) ? 0 : undefined;
}

/** Of a section, or of a lake as one: against its target, or class III where it has none. */
function sectionValue(figure: WaterFigure, section: SectionClass, to: Instant): number | undefined {
  if (figure.kind === 'level') return levelRank(section.level, to);
  if (figure.kind === 'exceedance') return exceedance(section, figure.parameter);
  const rank = rankIn(section.class);
  if (figure.kind === 'class' || rank === undefined) return rank;
  return rank - rankOf(section.against);
}

/** A river has no target of its own: by how many classes that of its sections is beyond its own which is farthest. */
function farthestBeyond({ sections: classes }: RiverPeriodBody, { sections }: Judging['registry']) {
  const beyond = Object.entries(classes).flatMap(([id, of]) =>
    of ? rankOf(of) - rankOf(sections.get(sectionId(id))?.target ?? 'III') : [],
  );
  return beyond.length > 0 ? Math.max(...beyond) : undefined;
}

function riverValue(figure: WaterFigure, body: RiverPeriodBody, to: Instant, registry: Judging['registry']) {
  if (figure.kind === 'level') return levelRank(body.level, to);
  return figure.kind === 'class' ? rankIn(body.class) : farthestBeyond(body, registry);
}

/** What a result of water says; undefined of air, and where the registry does not name the section. */
function waterBodyOf(result: Made, { water }: Judging): WaterBody | undefined {
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

function waterValue(figure: WaterFigure, result: Made, judging: Judging): number | undefined {
  const body = waterBodyOf(result, judging);
  if (!body) return undefined;
  if ('basis' in body) return riverValue(figure, body, result.to, judging.registry);
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

const validityIn = (result: Made, judging: Judging): Validity =>
  result.kind === 'region.aqi.hour'
    ? validityOf(result.body.concentrations)
    : (waterBodyOf(result, judging)?.validity ?? NOTHING);

/** What the figure should be made of: of a region the hourly values of its points, else as it says itself. */
function countsIn(
  result: Made,
  judging: Judging,
): readonly { readonly expected: number; readonly observed: number }[] {
  if (result.kind === 'region.aqi.hour') return Object.values(result.body.coverage ?? {});
  const validity = validityIn(result, judging);
  return validity.kind === 'missing' ? [] : [validity];
}

/** Per cent of what the figure should be made of. */
function completeness(result: Made, judging: Judging): number | undefined {
  const counts = countsIn(result, judging);
  const expected = counts.reduce((sum, count) => sum + count.expected, 0);
  const observed = counts.reduce((sum, count) => sum + count.observed, 0);
  return expected > 0 ? Math.min(100, Math.round((1000 * observed) / expected) / 10) : 0;
}

const isHeard = (result: Made, judging: Judging): boolean => validityIn(result, judging).kind !== 'missing';

/** What a subject that is no station shows that it lives by. */
const SIGNS: Readonly<Partial<Record<AlertSubjectKind, FigureKind>>> = {
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
 * The kind of result that a figure of a kind of subject is in, or is made of: the composite index of days. Undefined for
 * figures of the readings themselves.
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
      return subject === 'section' ? 'class.day' : SIGNS[subject];
    case 'parameter':
    case 'silence':
      return SIGNS[subject];
    case 'pm2_5-above-pm10':
      return undefined;
  }
}

/** The value of a figure in a result; undefined when the result has none, which is a gap and not a zero. That of a period is in none. */
export function figureIn(figure: Figure, result: Made, judging: Judging): number | undefined {
  switch (figure.kind) {
    case 'aqi':
      return indexOf(result);
    case 'parameter':
      return concentration(figure.parameter, result);
    case 'completeness':
      return completeness(result, judging);
    case 'silence':
      return isHeard(result, judging) ? 0 : undefined;
    case 'pm2_5-above-pm10':
    case 'composite-index':
      return undefined;
    default:
      return waterValue(figure, result, judging);
  }
}

/** The sample of a figure in a result. */
export function sampleOf(figure: Figure, result: Made, judging: Judging): Sample | undefined {
  const value = figureIn(figure, result, judging);
  return value === undefined ? undefined : { at: result.to, value };
}
