import { type Lake, membershipsOf, type Registry, type Result, type River, type Section } from '@lanbi/model';
import { instant, isMissing, type Validity, type WaterStandards } from '@lanbi/standards';
import { withCauses } from '../cause.ts';
import type { EvaluationStore } from '../evaluation.ts';
import type { CalendarPeriod, Window } from '../period/window.ts';
import { type LakeFigure, lakeFigure, type Member, type RiverFigure, riverFigure } from './area.ts';
import type { MemberMeans } from './member-means.ts';
import { periodStandards } from './section-period.ts';
import type { TouchedWindow } from './touched.ts';

/** A river or lake and its sections. */
export interface Water {
  readonly kind: 'river' | 'lake';
  readonly id: River['id'] | Lake['id'];
  readonly sections: readonly Section[];
}

/** A river over a period, as stored under `river.class.day` … `river.class.year`; counts are of its sections. */
export type RiverPeriodBody = RiverFigure & { readonly validity: Validity };

/** A lake over a period, as stored under `lake.class.day` … `lake.class.year`; counts are of its sections. */
export type LakePeriodBody = LakeFigure & { readonly validity: Validity };

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

const observedIn = ({ values }: Member): boolean => Object.values(values).some((value) => !isMissing(value));

/** Of the sections: how many there are, and how many have a value. */
export function sectionsValidity(members: readonly Member[], expected: number): Validity {
  const observed = members.filter(observedIn).length;
  if (observed === 0) return { kind: 'missing', reason: 'no-data' };
  return { kind: observed < expected ? 'insufficient' : 'valid', expected, observed };
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

/** A river or lake by those of its sections that have a figure. */
export function waterFigure(
  { kind, sections }: Water,
  members: readonly Member[],
  by: WaterStandards,
): RiverPeriodBody | LakePeriodBody {
  const figure = kind === 'river' ? riverFigure(members, by) : lakeFigure(members, by);
  return { ...figure, validity: sectionsValidity(members, sections.length) };
}

/**
 * A river or lake over a period, out of the stored figures of its sections; nothing where none has one, unless one had
 * before the registry said otherwise.
 */
export async function waterWindow(
  { means, store }: { readonly means: MemberMeans; readonly store: Pick<EvaluationStore, 'get'> },
  water: Water,
  period: CalendarPeriod,
  { window, causes }: TouchedWindow,
): Promise<Result[]> {
  const { kind, id, sections } = water;
  const members: Member[] = [];
  for (const section of sections) {
    const values = await means.of(section.id, period, window);
    if (values) members.push({ section, values });
  }
  const key = { kind: `${kind}.class.${period}`, subject: id, ...window } as const;
  if (members.length === 0 && !(await store.get(key))) return [];
  const body = waterFigure(water, members, periodStandards(period, window));
  return [{ ...key, body, ...withCauses(causes) }];
}
