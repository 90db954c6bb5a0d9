import type { Figure, Sample } from '@lanbi/alerting';
import {
  type LakePeriodBody,
  type RiverPeriodBody,
  type SectionPeriodBody,
  type SectionSampleBody,
  validityOf,
} from '@lanbi/evaluation';
import type { AlertSubjectKind, ComputedWaterKind, Registry, ResultKind, StoredResult } from '@lanbi/model';
import { airDayFigures, airHourFigures, type ComputedResult } from '@lanbi/query';
import {
  type AirPollutant,
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
type Sections = Registry['sections'];
/** Kinds of results, stored or computed when asked for. */
export type FigureKind = ResultKind | ComputedWaterKind;
/** What a value is in: a stored result, or a figure that is computed when asked for. */
type Made = StoredResult | ComputedResult;

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
function farthestBeyond({ sections: classes }: RiverPeriodBody, sections: Sections): number | undefined {
  const beyond = Object.entries(classes).flatMap(([id, of]) =>
    of ? rankOf(of) - rankOf(sections.get(id as never)?.target ?? 'III') : [],
  );
  return beyond.length > 0 ? Math.max(...beyond) : undefined;
}

function riverValue(figure: WaterFigure, body: RiverPeriodBody, to: Instant, sections: Sections) {
  if (figure.kind === 'level') return levelRank(body.level, to);
  return figure.kind === 'class' ? rankIn(body.class) : farthestBeyond(body, sections);
}

function waterValue(figure: WaterFigure, { kind, body, to }: Made, sections: Sections) {
  if (kind.startsWith('river.')) return riverValue(figure, body as RiverPeriodBody, to, sections);
  return sectionValue(figure, (body as LakePeriodBody | SectionPeriodBody).section, to);
}

/** The hourly value of a region, or the value of a sample of a section. */
function concentration(parameter: string, { kind, body }: Made): number | undefined {
  if (kind === 'class.sample') return known((body as SectionSampleBody).values[parameter as never]);
  return kind === 'region.aqi.hour' ? known(body.concentrations[parameter as AirPollutant]) : undefined;
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

function validityIn({ kind, body }: Made): Validity {
  return kind === 'region.aqi.hour'
    ? validityOf(body.concentrations)
    : (body as { readonly validity: Validity }).validity;
}

/** What the figure should be made of: of a region the hourly values of its points, else as it says itself. */
function countsIn(result: Made): readonly { readonly expected: number; readonly observed: number }[] {
  if (result.kind === 'region.aqi.hour') return Object.values(result.body.coverage ?? {});
  const validity = validityIn(result);
  return validity.kind === 'missing' ? [] : [validity];
}

/** Per cent of what the figure should be made of. */
function completeness(result: Made): number | undefined {
  const counts = countsIn(result);
  const expected = counts.reduce((sum, count) => sum + count.expected, 0);
  const observed = counts.reduce((sum, count) => sum + count.observed, 0);
  return expected > 0 ? Math.min(100, Math.round((1000 * observed) / expected) / 10) : 0;
}

const isHeard = (result: Made): boolean => validityIn(result).kind !== 'missing';

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
  const of = subject === 'region' ? 'region.' : '';
  switch (figure.kind) {
    case 'aqi':
      return `${of}aqi.${figure.interval}` as FigureKind;
    case 'composite-index':
      return `${of}aqi.day` as FigureKind;
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
export function figureIn(figure: Figure, result: Made, sections: Sections): number | undefined {
  switch (figure.kind) {
    case 'aqi':
      return indexOf(result);
    case 'parameter':
      return concentration(figure.parameter, result);
    case 'completeness':
      return completeness(result);
    case 'silence':
      return isHeard(result) ? 0 : undefined;
    case 'pm2_5-above-pm10':
    case 'composite-index':
      return undefined;
    default:
      return waterValue(figure, result, sections);
  }
}

/** The sample of a figure in a result. */
export function sampleOf(figure: Figure, result: Made, sections: Sections): Sample | undefined {
  const value = figureIn(figure, result, sections);
  return value === undefined ? undefined : { at: result.to, value };
}
