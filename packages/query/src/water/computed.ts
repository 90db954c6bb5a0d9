import {
  CALENDAR_PERIODS,
  type CalendarPeriod,
  coveredMember,
  type Figured,
  kindPartsOf,
  periodStandards,
  type StateSpans,
  type Water,
  type Window,
  waterFigure,
  waterIn,
  watersOf,
  windowOf,
} from '@lanbi/evaluation';
import { type ComputedWaterKind, type Registry, type Section, type SectionId, sectionId } from '@lanbi/model';
import { DAY, dateAt, type Instant, instant } from '@lanbi/standards';
import { newestOf, revisionOf } from './members.ts';
import { type SectionFigure, type SectionFigureDeps, wholeFigure } from './section-figure.ts';
import type { SectionYear } from './section-year.ts';

/** What a figure of water over a period of the calendar is of. */
export type WaterSubject = 'section' | 'river' | 'lake';

/** The name of a figure of water over a period of the calendar that is computed when asked for. */
export interface WaterKind {
  readonly of: WaterSubject;
  readonly period: CalendarPeriod;
}

/** Whether a figure of water is computed when asked for, and not stored. */
export const isComputedWater = (kind: string): kind is ComputedWaterKind => waterKindOf(kind) !== undefined;

/** The kind that a name such as `class.month` or `river.class.day` is; undefined of others, which are stored. */
export function waterKindOf(name: string): WaterKind | undefined {
  const kind = kindPartsOf(name);
  if (kind?.family !== 'class' || kind.span === 'sample') return undefined;
  const { subject: of, span: period } = kind;
  return of === 'section' && period === 'day' ? undefined : { of, period };
}

/** @throws RangeError for days of sections, which are records */
export function nameOfKind({ of, period }: WaterKind): ComputedWaterKind {
  if (of !== 'section') return `${of}.class.${period}`;
  if (period === 'day') throw new RangeError('a day of a section is a record');
  return `class.${period}`;
}

/** How often the days of a figure were corrected, and one; and when the last of them changed. */
type Made = Pick<SectionFigure, 'revision' | 'computedAt'>;

/** A figure that is computed when asked for. */
export type ComputedResult<Kind extends ComputedWaterKind = ComputedWaterKind> = Figured<Kind> & Made;

/** A computed figure over one window. */
export interface ComputedKey extends Window {
  readonly kind: WaterKind;
  readonly subject: string;
}

/** The years of sections with days of a window. */
export type YearsOf = (section: SectionId) => readonly SectionYear[];

/** The rivers and lakes of a registry, by what they are asked for. */
export class Waters {
  readonly #registry: Registry;
  readonly #all: ReadonlyMap<string, Water>;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#all = new Map(watersOf(registry).map((water) => [`${water.kind} ${water.id}`, water]));
  }

  /** The sections that a figure is made of; of a river or lake those of the window, as they are on its last day. */
  sectionsOf({ kind: { of }, subject, ...window }: ComputedKey): readonly Section[] {
    if (of === 'section') return this.#section(subject);
    const water = this.#all.get(`${of} ${subject}`);
    return water ? waterIn(this.#registry, water, window).sections : [];
  }

  /** The sections that a subject has at any time. */
  sectionsEver(of: WaterSubject, subject: string): readonly Section[] {
    return of === 'section' ? this.#section(subject) : (this.#all.get(`${of} ${subject}`)?.sections ?? []);
  }

  /** The figures that a day of a section is a part of, whether the section is on the water then or not. */
  touchedBy(section: SectionId, day: Instant): readonly ComputedKey[] {
    const waters = [...this.#all.values()].filter(({ sections }) =>
      sections.some(({ id }) => id === section),
    );
    const subjects = [
      { of: 'section' as const, subject: section as string },
      ...waters.map(({ kind, id }) => ({ of: kind, subject: id as string })),
    ];
    return subjects.flatMap(({ of, subject }) =>
      CALENDAR_PERIODS.filter((period) => of !== 'section' || period !== 'day').map((period) => ({
        ...windowOf(period, dateAt(day)),
        ...{ kind: { of, period }, subject },
      })),
    );
  }

  #section(subject: string): readonly Section[] {
    const section = this.#registry.sections.get(sectionId(subject));
    return section ? [section] : [];
  }
}

/**
 * A figure over a period of the calendar, as if the period were over; undefined where no section has a day of it.
 * @param sections as `Waters.sectionsOf` gives them
 */
export function computedResult(
  deps: SectionFigureDeps,
  key: ComputedKey,
  sections: readonly Section[],
  yearsOf: YearsOf,
): ComputedResult | undefined {
  const { of, period } = key.kind;
  const window = { from: key.from, to: key.to };
  const each = sections.map((section) => ({
    section,
    figure: wholeFigure(deps, section, period, window, yearsOf(section.id)),
  }));
  const figures = each.flatMap(({ figure }) => figure ?? []);
  const [first] = figures;
  if (!first) return undefined;
  const made = { revision: revisionOf(figures), computedAt: newestOf(figures) };
  if (of === 'section')
    return period === 'day'
      ? undefined
      : { ...window, ...made, kind: `class.${period}`, subject: key.subject, body: first.body };
  const members = each.map(({ section, figure }) => coveredMember(deps, section, window, figure?.body));
  const by = periodStandards(period, window);
  return {
    ...waterFigure({ kind: of, id: key.subject, period, window }, members, by, deps.periodCoverage),
    ...made,
  };
}

/** The days of states of a section that are in some years. */
function* daysOfStates(states: StateSpans, years: readonly SectionYear[]): Iterable<Instant> {
  for (const { window } of years)
    for (const { span } of states)
      for (let day = Math.max(span.from, window.from); day < Math.min(span.to, window.to); day += DAY)
        yield instant(day);
}

/**
 * The windows of a period that hold a stored day and end in (after, to], ascending.
 * @param states of the section: windows that hold a day of one are among them
 */
export function windowsWithDays(
  period: CalendarPeriod,
  years: readonly SectionYear[],
  { after, to }: { readonly after: Instant; readonly to: Instant },
  states: StateSpans = [],
): readonly Window[] {
  const found = new Map<Instant, Window>();
  const put = (day: Instant): void => {
    const window = windowOf(period, dateAt(day));
    if (window.to > after && window.to <= to) found.set(window.from, window);
  };
  for (const year of years) for (const day of year.days(year.window)) put(day);
  for (const day of daysOfStates(states, years)) put(day);
  return [...found.values()].sort((a, b) => a.from - b.from);
}

/** Dates have years of four digits. */
const FIRST = Date.parse('0001-01-02T00:00:00Z');
const LAST = Date.parse('9998-12-31T00:00:00Z');
const within = (at: number): Instant => instant(Math.min(Math.max(at, FIRST), LAST));

/** All days that a window can have which ends in (after, to]. */
export const reachOf = (
  period: CalendarPeriod,
  { after, to }: { readonly after: Instant; readonly to: Instant },
): Window => ({ from: windowOf(period, dateAt(within(after))).from, to: within(Math.max(to, after)) });
