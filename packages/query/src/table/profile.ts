import { dayAt } from '@lanbi/evaluation';
import { CIVIL_OFFSET, DAY, dateAt, HOUR } from '@lanbi/standards';
import { type Cell, faultAt, type Parsed, parsed, type TableColumn, type TableRow } from './column.ts';
import { studentT } from './student-t.ts';
import { textParts } from './terms.ts';

/** Profiles of one question at the most, parts of one of them, and the characters of all. */
export const PROFILES = 4;
export const PROFILE_PARTS = 2;
export const PROFILE_LENGTH = 128;
/** Groups of all subjects together at the most. */
export const PROFILE_GROUPS = 20_000;

/** By what rows are grouped: a text that names the group of a row, undefined for a row of no group. */
export interface Dimension<Row> {
  readonly name: string;
  /** Groups that there are at the most. */
  readonly groups: number;
  readonly group: (row: Row) => string | undefined;
  /** All groups in their order; that of their names where it is not given. */
  readonly order?: readonly string[];
}

const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const;
const two = (number: number): string => String(number).padStart(2, '0');
const monthOf = ({ from }: TableRow): string => dateAt(from).slice(5, 7);

/** The day 1970-01-01 was a Thursday. */
const weekdayOf = ({ from }: TableRow): string => String(((dayAt(from) + 3) % 7) + 1);

/** Dimensions of any table, by the begin of a row at +08:00. Seasons are those of meteorology, December begins winter. */
export const CIVIL_DIMENSIONS: readonly Dimension<TableRow>[] = [
  { name: 'weekday', groups: 7, group: weekdayOf },
  { name: 'month', groups: 12, group: monthOf },
  { name: 'season', groups: 4, group: (row) => SEASONS[Math.floor((Number(monthOf(row)) % 12) / 3)] },
];

/** The hour of the day in which a row begins, 00 to 23. */
export const HOUR_DIMENSION: Dimension<TableRow> = {
  name: 'hour',
  groups: 24,
  group: ({ from }) => two(Math.floor(((((from + CIVIL_OFFSET) % DAY) + DAY) % DAY) / HOUR)),
};

/** A grouping by one dimension or two of them crossed. */
export interface Profile<Row> {
  readonly name: string;
  readonly groups: number;
  readonly group: (row: Row) => string | undefined;
  /** A text by which a group is sorted. */
  readonly place: (group: string) => string;
}

/** The text by which a group of a dimension is sorted. */
function placeOf<Row>({ order }: Dimension<Row>, group: string): string {
  return order ? two(order.indexOf(group)) : group;
}

const crossed = <Row>(name: string, [first, second]: readonly Dimension<Row>[]): Profile<Row> => ({
  name,
  groups: (first?.groups ?? 1) * (second?.groups ?? 1),
  place(group) {
    const [a = '', b = ''] = second ? group.split(':') : [group];
    return [first ? placeOf(first, a) : a, second ? placeOf(second, b) : b].join(':');
  },
  group(row) {
    const a = first?.group(row);
    if (!second || a === undefined) return a;
    const b = second.group(row);
    return b === undefined ? undefined : `${a}:${b}`;
  },
});

/** Reads profiles such as `hour,weekday,hour:season`. */
export function parseProfiles<Row>(
  text: string,
  dimensions: readonly Dimension<Row>[],
): Parsed<readonly Profile<Row>[]> {
  if (text.length > PROFILE_LENGTH)
    return faultAt(PROFILE_LENGTH, `longer than ${PROFILE_LENGTH} characters`);
  const parts = textParts(text);
  const beyond = parts[PROFILES];
  if (beyond) return faultAt(beyond.at, `more than ${PROFILES} profiles`);
  const profiles: Profile<Row>[] = [];
  for (const part of parts) {
    const names = part.text.split(':');
    if (names.length > PROFILE_PARTS) return faultAt(part.at, `more than ${PROFILE_PARTS} crossed`);
    const found = names.flatMap((name) => dimensions.find((each) => each.name === name) ?? []);
    if (found.length < names.length)
      return faultAt(
        part.at,
        `no profile "${part.text}"; there are ${dimensions.map(({ name }) => name).join(', ')}, and two of them with ":" between`,
      );
    profiles.push(crossed(part.text, found));
  }
  return parsed(profiles);
}

/** Mean of some values with its interval of 95 per cent. */
export interface MeanWithInterval {
  readonly count: number;
  /** Null without a value. */
  readonly mean: number | null;
  /** Ends of the interval; null of fewer than two values. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A group of rows of a subject. */
export interface ProfileRow {
  readonly subject: string;
  readonly profile: string;
  readonly group: string;
  /** By column. */
  readonly means: Readonly<Record<string, MeanWithInterval>>;
}

/** Values that are added up: exact for whole numbers; the squares by Welford's update. */
class Values {
  #count = 0;
  #sum = 0;
  #running = 0;
  #squares = 0;

  add(value: number): void {
    this.#count += 1;
    this.#sum += value;
    const before = value - this.#running;
    this.#running += before / this.#count;
    this.#squares += before * (value - this.#running);
  }

  /**
   * The mean and its 95 per cent interval, mean ± t · s / √n with t of n − 1 degrees of freedom.
   * @source NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2 Confidence Limits for the Mean
   */
  mean(): MeanWithInterval {
    const count = this.#count;
    if (count === 0) return { count, mean: null, low: null, high: null };
    const mean = this.#sum / count;
    if (count === 1) return { count, mean: shown(mean), low: null, high: null };
    const half = studentT(count - 1) * Math.sqrt(this.#squares / (count - 1) / count);
    return { count, mean: shown(mean), low: shown(mean - half), high: shown(mean + half) };
  }
}

/** To three decimals. */
const shown = (value: number): number => Math.round(value * 1_000) / 1_000;

interface Group {
  readonly subject: string;
  readonly profile: string;
  readonly group: string;
  readonly values: readonly Values[];
}

const isNumber = (cell: Cell): cell is number => typeof cell === 'number';

/** Means of columns by the groups of some profiles, for each subject. Holds the groups, and no rows. */
export class ProfileMeans<Row extends TableRow> {
  readonly #profiles: readonly Profile<Row>[];
  readonly #columns: readonly TableColumn<Row>[];
  readonly #groups = new Map<string, Group>();

  constructor(profiles: readonly Profile<Row>[], columns: readonly TableColumn<Row>[]) {
    this.#profiles = profiles;
    this.#columns = columns;
  }

  add(row: Row): void {
    for (const profile of this.#profiles) {
      const group = profile.group(row);
      if (group !== undefined) this.#addTo(row, profile.name, group);
    }
  }

  #addTo(row: Row, profile: string, group: string): void {
    const { subject } = row;
    const key = `${subject} ${profile} ${group}`;
    let own = this.#groups.get(key);
    if (!own) {
      own = { subject, profile, group, values: this.#columns.map(() => new Values()) };
      this.#groups.set(key, own);
    }
    for (const [at, column] of this.#columns.entries()) {
      const cell = column.cell(row);
      if (isNumber(cell)) own.values[at]?.add(cell);
    }
  }

  #placeOf({ profile, group }: Group): string {
    return this.#profiles.find(({ name }) => name === profile)?.place(group) ?? group;
  }

  /** By subject and profile in the order in which they came, and within a profile in the order of its groups. */
  rows(): readonly ProfileRow[] {
    const order = new Map<string, number>();
    for (const { subject } of this.#groups.values()) if (!order.has(subject)) order.set(subject, order.size);
    const profiles = this.#profiles.map(({ name }) => name);
    const sorted = [...this.#groups.values()].sort(
      (a, b) =>
        (order.get(a.subject) ?? 0) - (order.get(b.subject) ?? 0) ||
        profiles.indexOf(a.profile) - profiles.indexOf(b.profile) ||
        (this.#placeOf(a) < this.#placeOf(b) ? -1 : 1),
    );
    return sorted.map(({ subject, profile, group, values }) => ({
      ...{ subject, profile, group },
      means: Object.fromEntries(
        this.#columns.map(({ name }, at) => [name, values[at]?.mean() ?? new Values().mean()]),
      ),
    }));
  }
}

/** Groups that some profiles of some subjects can have. */
export const groupsOf = (profiles: readonly Pick<Profile<never>, 'groups'>[], subjects: number): number =>
  subjects * profiles.reduce((sum, { groups }) => sum + groups, 0);
