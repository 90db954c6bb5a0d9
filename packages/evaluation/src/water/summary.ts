import type { Lake, River, Section } from '@lanbi/model';
import {
  type AreaMainItem,
  type AreaShares,
  areaMainItems,
  isMissing,
  sectionClass,
  WATER_CLASSES,
  type WaterClass,
  type WaterStandards,
} from '@lanbi/standards';
import { type LakeFigure, lakeFigure, type Member, type RiverFigure, riverFigure } from './area.ts';

/** Level of control of a section; `none` if the registry does not state it. */
export type Control = NonNullable<Section['control']> | 'none';

/** Number of waters in each class. */
export interface WatersByClass {
  readonly evaluated: number;
  readonly counts: Readonly<Record<WaterClass, number>>;
  /** Number of rivers of five or more sections, which have a level and no class. */
  readonly byProportion: number;
  readonly withoutData: number;
}

export interface SummarizedRiver {
  readonly river: River;
  readonly figure: RiverFigure;
}

export interface SummarizedLake {
  readonly lake: Lake;
  readonly figure: LakeFigure;
}

/** An area over a period. */
export interface WaterSummary {
  /** The area evaluated as one river: level, share of each class, attainment, main pollution items. */
  readonly area: RiverFigure;
  readonly mainItems: readonly AreaMainItem[];
  readonly control: Readonly<Partial<Record<Control, AreaShares>>>;
  readonly riversByClass: WatersByClass;
  readonly lakesByClass: WatersByClass;
  readonly rivers: readonly SummarizedRiver[];
  readonly lakes: readonly SummarizedLake[];
}

const CONTROLS: readonly Control[] = ['national', 'provincial', 'municipal', 'none'];

const controlOf = ({ section }: Member): Control => section.control ?? 'none';

function sharesByControl(members: readonly Member[], by: WaterStandards): WaterSummary['control'] {
  const shares = CONTROLS.flatMap((control) => {
    const own = members.filter((member) => controlOf(member) === control);
    return own.length === 0 ? [] : [[control, riverFigure(own, by).shares] as const];
  });
  return Object.fromEntries(shares);
}

type Found = { readonly class: WaterClass } | 'by-proportion' | 'without-data';

function countClasses(found: readonly Found[]): WatersByClass {
  const counts = Object.fromEntries(WATER_CLASSES.map((of) => [of, 0])) as Record<WaterClass, number>;
  for (const each of found) if (typeof each === 'object') counts[each.class] += 1;
  return {
    evaluated: found.filter((each) => each !== 'without-data').length,
    counts,
    byProportion: found.filter((each) => each === 'by-proportion').length,
    withoutData: found.filter((each) => each === 'without-data').length,
  };
}

const riverFound = ({ figure }: SummarizedRiver): Found => {
  if (!isMissing(figure.class)) return { class: figure.class };
  if (figure.counted.reporting === 0) return 'without-data';
  return figure.basis === 'proportion' ? 'by-proportion' : 'without-data';
};

const lakeFound = ({ figure: { section } }: SummarizedLake): Found =>
  isMissing(section.class) ? 'without-data' : { class: section.class };

/** Returns the waters of one kind, each with its members. */
function grouped<Id, Water>(
  waters: ReadonlyMap<Id, Water>,
  members: readonly Member[],
  idOf: (section: Section) => Id | undefined,
): { readonly water: Water; readonly own: readonly Member[] }[] {
  return [...waters].flatMap(([id, water]) => {
    const own = members.filter(({ section }) => idOf(section) === id);
    return own.length === 0 ? [] : [{ water, own }];
  });
}

const classesOf = (members: readonly Member[], { edition, method, options }: WaterStandards) =>
  members.map(({ section: { waterBody }, values }) =>
    sectionClass({ waterBody, values }, edition, method, options),
  );

/**
 * Computes the summary of an area: rivers and lakes in each class; sections that meet class III and their targets, by
 * level of control; and the main pollution items by the share of sections beyond class III.
 * @source 环办〔2011〕22号; attainment: water.md 2, target management
 */
export function waterSummary(
  members: readonly Member[],
  { rivers, lakes }: { rivers: ReadonlyMap<River['id'], River>; lakes: ReadonlyMap<Lake['id'], Lake> },
  by: WaterStandards,
): WaterSummary {
  const ofRivers = grouped(rivers, members, ({ river }) => river).map(({ water, own }) => ({
    river: water,
    figure: riverFigure(own, by),
  }));
  const ofLakes = grouped(lakes, members, ({ lake }) => lake).map(({ water, own }) => ({
    lake: water,
    figure: lakeFigure(own, by),
  }));
  return {
    area: riverFigure(members, by),
    mainItems: areaMainItems(classesOf(members, by), by.assessment),
    control: sharesByControl(members, by),
    riversByClass: countClasses(ofRivers.map(riverFound)),
    lakesByClass: countClasses(ofLakes.map(lakeFound)),
    rivers: ofRivers,
    lakes: ofLakes,
  };
}
