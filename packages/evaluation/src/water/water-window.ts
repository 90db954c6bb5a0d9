import { type Lake, membershipsOf, type Registry, type River, type Section } from '@lanbi/model';
import {
  DAY,
  daysOf,
  instant,
  type Shortfall,
  shortfallsOf,
  type Validity,
  type WaterStandards,
} from '@lanbi/standards';
import type { EvaluationDeps } from '../evaluation.ts';
import type { CalendarPeriod, Window } from '../period/window.ts';
import { hasValue, type LakeFigure, lakeFigure, type Member, type RiverFigure, riverFigure } from './area.ts';
import { type TimesCoverage, timesShortfall } from './coverage.ts';
import type { SectionPeriodBody } from './section-period.ts';
import { expectedResults } from './section-window.ts';

/** A river or lake and its sections. */
export interface Water {
  readonly kind: 'river' | 'lake';
  readonly id: River['id'] | Lake['id'];
  readonly sections: readonly Section[];
}

/**
 * The figure of a river over a period, of the kinds `river.class.day` … `river.class.year`; `validity` covers all its
 * sections.
 */
export type RiverPeriodBody = RiverFigure & { readonly validity: Validity };

/**
 * The figure of a lake over a period, of the kinds `lake.class.day` … `lake.class.year`; `validity` covers all its
 * sections.
 */
export type LakePeriodBody = LakeFigure & { readonly validity: Validity };

interface FigureOf<Of extends Water['kind'], Body> extends Window {
  readonly kind: `${Of}.class.${CalendarPeriod}`;
  readonly subject: string;
  readonly body: Body;
}

/** The figure of a river or lake with its key. */
export type WaterFigured = FigureOf<'river', RiverPeriodBody> | FigureOf<'lake', LakePeriodBody>;

/** Returns the rivers or lakes of a section at any time. */
const watersEver = (section: Section, kind: Water['kind']): (Water['id'] | undefined)[] =>
  kind === 'river'
    ? [section.river, ...(section.rivers ?? []).map(({ is }) => is)]
    : [section.lake, ...(section.lakes ?? []).map(({ is }) => is)];

/**
 * Returns rivers and lakes with the sections that they have at any time, including those without sections.
 */
export function watersOf({ rivers, lakes, sections }: Registry): readonly Water[] {
  const all = [...sections.values()];
  const water = (kind: Water['kind']) => (id: Water['id']) => ({
    kind,
    id,
    sections: all.filter((section) => watersEver(section, kind).includes(id)),
  });
  return [...[...rivers.keys()].map(water('river')), ...[...lakes.keys()].map(water('lake'))];
}

/** A registered section over a period: its means and its coverage. */
export interface CoveredMember extends Member {
  readonly coverage: TimesCoverage;
  /** Number of expected times of the days that are over; for a completed period all. */
  readonly due: number;
  /** The shortfalls of the section itself. */
  readonly shortfalls: readonly Shortfall[];
  /** Whether it is in a state without class all the time: then it has no expected times. */
  readonly inState: boolean;
}

/** A figure of a section as it enters that of a river, lake or area. */
export type SectionContribution = Pick<
  SectionPeriodBody,
  'values' | 'validity' | 'covered' | 'expected' | 'states'
> & {
  /** Number of expected times of the days that are over, for a current period. */
  readonly due?: number;
};

/** Counts the days of a window on which a section is in a state without class. */
const daysInState = (states: SectionPeriodBody['states'] = []): number =>
  states.reduce((sum, { from, until }) => sum + daysOf({ from, to: until }), 0);

const expectedOf = ({ validity, expected }: SectionContribution): number =>
  expected ?? (validity.kind === 'missing' ? 0 : validity.expected);

/** Returns a section with its figure for a period, or without one if it reported nothing. */
export function coveredMember(
  deps: Pick<EvaluationDeps, 'registry'>,
  section: Section,
  window: Window,
  found: SectionContribution | undefined,
): CoveredMember {
  const { values = {}, validity, due } = found ?? {};
  const expected = (found && expectedOf(found)) || (expectedResults(deps, section, window) ?? 1);
  const observed = found ? Math.min(found.covered, expected) : 0;
  const shortfalls = validity ? shortfallsOf(validity) : [];
  const inState = daysInState(found?.states) * DAY >= window.to - window.from;
  return { section, values, coverage: { expected, observed }, due: due ?? expected, shortfalls, inState };
}

const wholeWindow = ({ period }: Shortfall): boolean => period === undefined;

/** Returns the shortfalls of a section over the whole period; without data the whole period. */
function memberShortfalls(member: CoveredMember, coverage: number | undefined): readonly Shortfall[] {
  const { section, coverage: times, due } = member;
  const own = member.shortfalls.filter((each) => wholeWindow(each) && each.item === undefined);
  const share = own.length > 0 ? [] : [timesShortfall(times, { coverage, due })];
  return [...own, ...share].flatMap((each) =>
    each ? [{ ...each, section: section.id, ...(!hasValue(member) && { reason: 'no-data' as const }) }] : [],
  );
}

/**
 * Returns the validity of a river, lake or area by the coverage of all its registered sections, without those in a
 * state without class. It is `insufficient` if this is too small, or a section reported nothing; then each section with
 * too few samples is named.
 * @param least share of the expected times in percent; default PERIOD_COVERAGE
 */
export function sectionsValidity(all: readonly CoveredMember[], least?: number): Validity {
  const members = all.filter(({ inState }) => !inState);
  const sum = (of: keyof TimesCoverage) => members.reduce((total, { coverage }) => total + coverage[of], 0);
  const coverage = { expected: sum('expected'), observed: sum('observed') };
  const due = members.reduce((total, member) => total + member.due, 0);
  const whole = timesShortfall(coverage, { coverage: least, due });
  if (!whole && members.every(hasValue)) return { kind: 'valid', ...coverage };
  const each = members.flatMap((member) => memberShortfalls(member, least));
  const shortfalls = [...(whole ? [whole] : []), ...each];
  return members.some(hasValue)
    ? { kind: 'insufficient', ...coverage, shortfalls }
    : { kind: 'missing', reason: 'no-data', shortfalls };
}

/**
 * Returns the river or lake with the sections that it has on some day of a window, each with its settings on the last
 * day: a section takes part with all its results of the window ([D]).
 */
export function waterIn(registry: Registry, { kind, id }: Water, { from, to }: Window): Water {
  const memberships = membershipsOf(registry);
  const last = instant(to - 1);
  const sections = memberships.sectionsDuring({ kind, id }, { from, to });
  return { kind, id, sections: sections.map((section) => memberships.sectionAt(section, last)) };
}

/** A river or lake over a calendar period. */
export interface WaterAt extends Pick<Water, 'kind'> {
  readonly id: string;
  readonly period: CalendarPeriod;
  readonly window: Window;
}

/** Computes the figure of a river or lake from its registered sections. */
export function waterFigure(
  { kind, id, period, window: { from, to } }: WaterAt,
  members: readonly CoveredMember[],
  by: WaterStandards,
  coverage?: number,
): WaterFigured {
  const validity = sectionsValidity(members, coverage);
  if (kind === 'river')
    return {
      kind: `river.class.${period}`,
      subject: id,
      from,
      to,
      body: { ...riverFigure(members, by), validity },
    };
  return {
    kind: `lake.class.${period}`,
    subject: id,
    from,
    to,
    body: { ...lakeFigure(members, by), validity },
  };
}
