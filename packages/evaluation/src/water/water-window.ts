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

/** A river over a period, under `river.class.day` … `river.class.year`; `validity` is of its sections together. */
export type RiverPeriodBody = RiverFigure & { readonly validity: Validity };

/** A lake over a period, under `lake.class.day` … `lake.class.year`; `validity` is of its sections together. */
export type LakePeriodBody = LakeFigure & { readonly validity: Validity };

interface FigureOf<Of extends Water['kind'], Body> extends Window {
  readonly kind: `${Of}.class.${CalendarPeriod}`;
  readonly subject: string;
  readonly body: Body;
}

/** The figure of a river or lake with what it is about. */
export type WaterFigured = FigureOf<'river', RiverPeriodBody> | FigureOf<'lake', LakePeriodBody>;

/** The rivers or lakes that a section is on at any time. */
const watersEver = (section: Section, kind: Water['kind']): (Water['id'] | undefined)[] =>
  kind === 'river'
    ? [section.river, ...(section.rivers ?? []).map(({ is }) => is)]
    : [section.lake, ...(section.lakes ?? []).map(({ is }) => is)];

/** Rivers and lakes with the sections that they have at any time; such as have none too. */
export function watersOf({ rivers, lakes, sections }: Registry): readonly Water[] {
  const all = [...sections.values()];
  const water = (kind: Water['kind']) => (id: Water['id']) => ({
    kind,
    id,
    sections: all.filter((section) => watersEver(section, kind).includes(id)),
  });
  return [...[...rivers.keys()].map(water('river')), ...[...lakes.keys()].map(water('lake'))];
}

/** A registered section over a period: its means, and how much of what is expected of it there is. */
export interface CoveredMember extends Member {
  readonly coverage: TimesCoverage;
  /** Expected times of the days that are over; of a period that is over all. */
  readonly due: number;
  /** What its own validity falls short of. */
  readonly shortfalls: readonly Shortfall[];
  /** Whether it is in a state without class all the time: then nothing is expected of it. */
  readonly inState: boolean;
}

/** A figure of a section as it enters that of a river, lake or area. */
export type SectionContribution = Pick<
  SectionPeriodBody,
  'values' | 'validity' | 'covered' | 'expected' | 'states'
> & {
  /** Expected times of the days that are over, of a period that runs. */
  readonly due?: number;
};

/** The days of a window on which a section is in a state without class. */
const daysInState = (states: SectionPeriodBody['states'] = []): number =>
  states.reduce((sum, { from, until }) => sum + daysOf({ from, to: until }), 0);

const expectedOf = ({ validity, expected }: SectionContribution): number =>
  expected ?? (validity.kind === 'missing' ? 0 : validity.expected);

/** A section with its figure of a period, or with none where it reported nothing. */
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

/** What a section falls short of over the whole period; of one that reported nothing all of it. */
function memberShortfalls(member: CoveredMember, coverage: number | undefined): readonly Shortfall[] {
  const { section, coverage: times, due } = member;
  const own = member.shortfalls.filter((each) => wholeWindow(each) && each.item === undefined);
  const share = own.length > 0 ? [] : [timesShortfall(times, { coverage, due })];
  return [...own, ...share].flatMap((each) =>
    each ? [{ ...each, section: section.id, ...(!hasValue(member) && { reason: 'no-data' as const }) }] : [],
  );
}

/**
 * Of a river, lake or area: the coverage of its registered sections together, without those that are in a state without
 * class. `insufficient` where that is too small, or
 * a section reported nothing; then each section that falls short is named.
 * @param least share of the expected times, per cent; default PERIOD_COVERAGE
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
 * The river or lake with the sections that it has on some day of a window, each as it is on the last day: a section
 * takes part with all of its results of the window ([D]).
 */
export function waterIn(registry: Registry, { kind, id }: Water, { from, to }: Window): Water {
  const memberships = membershipsOf(registry);
  const last = instant(to - 1);
  const sections = memberships.sectionsDuring({ kind, id }, { from, to });
  return { kind, id, sections: sections.map((section) => memberships.sectionAt(section, last)) };
}

/** A river or lake over a period of the calendar. */
export interface WaterAt extends Pick<Water, 'kind'> {
  readonly id: string;
  readonly period: CalendarPeriod;
  readonly window: Window;
}

/** A river or lake by its registered sections. */
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
