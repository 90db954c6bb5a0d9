import type { Dated, Days, Registry, Section, SectionId, Station, StoredAnnotation } from '@lanbi/model';
import { addDays, type CivilDate, DAY, dateAt, instant } from '@lanbi/standards';
import type { Window } from '../period/window.ts';
import { expectedPerDay, wholeExpected } from './coverage.ts';
import type { StateIn } from './section-states.ts';
import type { Water } from './water-window.ts';

const holds = ({ from, until }: Days, date: CivilDate): boolean =>
  (from === undefined || from <= date) && (until === undefined || date <= until);

type Said<Value> = readonly Dated<Value>[] | undefined;

const says = <Value>(list: Said<Value>, always: Value | undefined, date: CivilDate): Value | undefined =>
  list ? list.find((each) => holds(each, date))?.is : always;

/** Returns the last statement up to a date. */
const saidBy = <Value>(list: Said<Value>, always: Value | undefined, date: CivilDate): Value | undefined =>
  list ? list.findLast(({ from }) => from === undefined || from <= date)?.is : always;

type StateAnnotation = Extract<StoredAnnotation, { kind: 'section-state' }>;

const isState = (annotation: StoredAnnotation): annotation is StateAnnotation =>
  annotation.kind === 'section-state';

function datesIn({ from, to }: Window): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let date = dateAt(from); date <= dateAt(instant(to - 1)); date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** Reads the registry literally, independently of `Memberships`; tests compare the two. */
export class LiteralSections {
  readonly #sections: readonly Section[];
  readonly #stations: readonly Station[];
  readonly #states: readonly StateAnnotation[];

  constructor(
    { stations, sections }: Pick<Registry, 'stations' | 'sections'>,
    annotations: readonly StoredAnnotation[] = [],
  ) {
    this.#states = annotations.filter(isState).filter(({ withdrawn }) => !withdrawn);
    this.#sections = [...sections.values()];
    this.#stations = [...stations.values()].filter(({ medium }) => medium === 'water');
  }

  /** Returns the stations that a section has at any time. */
  stationsOf(section: SectionId): readonly Station[] {
    return this.#stations.filter(
      (station) =>
        station.section === section || (station.sections?.some(({ is }) => is === section) ?? false),
    );
  }

  /** Whether a station's readings of a date count for a section. */
  isOf(station: Station, section: SectionId, date: CivilDate): boolean {
    return holds(station, date) && says(station.sections, station.section, date) === section;
  }

  /** Whether a section has no class on a date. */
  hasState(section: SectionId, date: CivilDate): boolean {
    return this.#states.some(
      ({ subject, from, until }) => subject === section && from <= date && date <= until,
    );
  }

  /** Returns the states of a section on the dates of a window, in order of time. */
  statesIn(section: SectionId, window: Window): readonly StateIn[] {
    const dates = datesIn(window);
    return this.#states
      .filter(({ subject }) => subject === section)
      .flatMap(({ state, from, until, id }) => {
        const own = dates.filter((date) => from <= date && date <= until);
        const [first, last] = [own[0], own.at(-1)];
        return first && last ? [{ state, from: first, until: last, annotation: id }] : [];
      })
      .sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  /** Returns the section with its settings on a date. */
  on(section: Section, date: CivilDate): Section {
    const { river: _river, lake: _lake, target: _target, ...rest } = section;
    const river = saidBy(section.rivers, section.river, date);
    const lake = saidBy(section.lakes, section.lake, date);
    const target = saidBy(section.targets, section.target, date);
    return { ...rest, ...(river && { river }), ...(lake && { lake }), ...(target && { target }) };
  }

  /** Returns the expected sampling times of a section on a date; undefined if no station has a period. */
  perDay({ id }: Section, date: CivilDate): number | undefined {
    const own = this.stationsOf(id).filter((station) => this.isOf(station, id, date));
    const expected = own.flatMap(({ period }) => expectedPerDay(period) ?? []);
    return expected.length > 0 ? Math.max(...expected) : undefined;
  }

  /** Returns the expected results of a section in a window, except on days on which it has no class. */
  expectedIn(section: Section, window: Window): number | undefined {
    return this.#expectedOn(
      section,
      datesIn(window).filter((date) => !this.hasState(section.id, date)),
    );
  }

  /** Returns the expected results of a section in a window, whatever its states. */
  expectedOnAll(section: Section, window: Window): number | undefined {
    return this.#expectedOn(section, datesIn(window));
  }

  /** Returns the sum of the expected times of the most frequent station of each date. */
  #expectedOn({ id }: Section, dates: readonly CivilDate[]): number | undefined {
    const own = this.stationsOf(id);
    const days = dates.map((date) =>
      own
        .filter((station) => this.isOf(station, id, date))
        .flatMap(({ period }) => expectedPerDay(period) ?? []),
    );
    const known = days.filter((perDay) => perDay.length > 0);
    if (known.length === 0) return undefined;
    return wholeExpected(known.reduce((sum, perDay) => sum + Math.max(...perDay), 0));
  }

  /** Returns the sections that a river or lake has on some day of a window. */
  of({ kind, id }: Water, window: Window): readonly Section[] {
    const dates = datesIn(window);
    const last = dateAt(instant(window.to - DAY));
    return this.#sections
      .filter((section) => dates.some((date) => this.#isOn(section, { kind, id }, date)))
      .map((section) => this.on(section, last));
  }

  #isOn(section: Section, { kind, id }: Pick<Water, 'kind' | 'id'>, date: CivilDate): boolean {
    const water =
      kind === 'river' ? says(section.rivers, section.river, date) : says(section.lakes, section.lake, date);
    const stations = this.stationsOf(section.id);
    const reports = stations.length === 0 || stations.some((each) => this.isOf(each, section.id, date));
    return holds(section, date) && water === id && reports;
  }
}
