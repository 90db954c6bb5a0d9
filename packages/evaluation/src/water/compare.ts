import {
  type Comparable,
  changeByLevel,
  changeByProportion,
  isMissing,
  type Maybe,
  missing,
  type NotCompared,
  sectionChange,
  type WaterChange,
  type WaterClass,
  type WaterStandards,
} from '@lanbi/standards';
import { hasValue, lakeFigure, type Member, orNull, riverFigure } from './area.ts';
import { classByMeans } from './section-period.ts';

/** The comparison of a figure with that of another period. */
export interface Comparison {
  readonly basis: 'class' | 'proportion';
  readonly change: Maybe<WaterChange>;
  /** Classes of exactly the compared sections, which may differ from those of all sections. */
  readonly before: WaterClass | null;
  readonly after: WaterClass | null;
  /** Change of the shares of classes I to III and worse than V in percentage points; by proportion only. */
  readonly good?: Maybe<number>;
  readonly worse?: Maybe<number>;
  readonly compared: number;
  readonly leftOut: readonly NotCompared[];
}

/**
 * Evaluates both periods with the present settings of a section: a changed target is not a change of the water.
 */
const evaluated = (members: readonly Member[], by: WaterStandards): ReadonlyMap<string, Comparable> =>
  new Map(
    members.map(({ section, values }) => [section.id, classByMeans(section, values, by).section] as const),
  );

function byClass(
  before: Maybe<WaterClass>,
  after: Maybe<WaterClass>,
  by: WaterStandards,
): Maybe<WaterChange> {
  if (isMissing(before)) return before;
  return isMissing(after) ? after : changeByLevel(before, after, by.assessment);
}

type ClassOf = (members: readonly Member[], by: WaterStandards) => Maybe<WaterClass>;

/**
 * Compares waters of several sections, using only sections with a class of the same items in both periods.
 * @source 环办〔2011〕22号, change between periods: only equal section sets and equal items [M]
 */
function compareWaters(
  before: readonly Member[],
  after: readonly Member[],
  by: WaterStandards,
  classOf: ClassOf | undefined,
): Comparison {
  const found = changeByProportion(evaluated(before, by), evaluated(after, by), by.assessment);
  const { compared, change, good, worse } = found;
  // If one of the periods has no data at all, the sections are not named.
  const leftOut = before.some(hasValue) && after.some(hasValue) ? found.leftOut : [];
  const deciding = by.riverCount === 'reporting' ? compared : after.length;
  if (!classOf && deciding >= by.assessment.proportion.fewest)
    return { basis: 'proportion', change, before: null, after: null, good, worse, compared, leftOut };
  const out = new Set(found.leftOut.map(({ section }) => section));
  const classBy = classOf ?? ((members) => riverFigure(members, by).class);
  const classIn = (members: readonly Member[]): Maybe<WaterClass> =>
    compared === 0
      ? missing('no-data')
      : classBy(
          members.filter(({ section }) => !out.has(section.id)),
          by,
        );
  const [then, now] = [classIn(before), classIn(after)];
  const base = { before: orNull(then), after: orNull(now), compared, leftOut };
  return { basis: 'class', change: byClass(then, now, by), ...base };
}

/**
 * Computes the change of a river, basin or region: by class below five sections in the later period, else by
 * proportion.
 */
export const compareRivers = (
  before: readonly Member[],
  after: readonly Member[],
  by: WaterStandards,
): Comparison => compareWaters(before, after, by, undefined);

/** Computes the change of a lake, by the class of the mean over the compared points. */
export const compareLakes = (
  before: readonly Member[],
  after: readonly Member[],
  by: WaterStandards,
): Comparison => compareWaters(before, after, by, (members) => lakeFigure(members, by).section.class);

/** Computes the change of one section, with both periods under the standards of the later one. */
export function compareSections(before: Member | undefined, after: Member, by: WaterStandards): Comparison {
  const [then, now] = [before, after].map(
    (member) => member && classByMeans(after.section, member.values, by).section,
  );
  const none = missing('no-data');
  const change = then && now ? sectionChange(then, now, by.assessment) : none;
  const compared = isMissing(change) ? 0 : 1;
  const classes = { before: orNull(then?.class ?? none), after: orNull(now?.class ?? none) };
  return { basis: 'class', change, ...classes, compared, leftOut: [] };
}
