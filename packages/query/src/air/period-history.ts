import {
  type AirPeriodBody,
  airPeriod,
  coverageOptions,
  dateOfDay,
  datesOf,
  dayKind,
  dayOfHour,
  type EvaluatedDay,
  type PeriodKind,
  type Subject,
  windowOf,
} from '@lanbi/evaluation';
import type {
  AirDayKind,
  AirDayRecord,
  AuditTrail,
  ChangeRange,
  ResultChange,
  StandingPeriod,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { AirDays } from './air-days.ts';
import { daysIn } from './figure.ts';
import type { SubjectDays } from './subject-days.ts';
import { endsHolding } from './window-ends.ts';

const PAGE = 1_000;
const LAST = instant(8.64e15);
/** Days before a day that its longest window holds, and after it those whose windows hold it. */
const LONGEST = 366;

type DayChange = ResultChange<AirDayKind>;

/** A change of a figure of a period, caused by the change of one of its days. */
export interface PeriodChange extends Omit<DayChange, 'kind' | 'before' | 'after'> {
  readonly kind: PeriodKind;
  readonly before?: AirPeriodBody;
  readonly after: AirPeriodBody;
}

/** Selects changes of a figure of a period. */
export interface PeriodHistory extends Omit<ChangeRange, 'kind' | 'behind'> {
  readonly period: StandingPeriod;
  readonly region: boolean;
  /** Only those behind a change, by the id of the day's change and the end of the window. */
  readonly behind?: readonly [id: number, to: Instant];
}

/** The state of days before their first change behind some change; undefined where there was none. */
type Undone = Map<number, DayChange>;

interface Deps {
  readonly store: AuditTrail;
  readonly days: AirDays;
  readonly periodCoverage: number | undefined;
}

async function* historyOf(store: Deps['store'], range: ChangeRange): AsyncGenerator<DayChange> {
  let behind = range.behind ?? 0;
  for (;;) {
    const page = (await store.history({ ...range, behind, limit: PAGE })) as readonly DayChange[];
    yield* page;
    if (page.length < PAGE) return;
    behind = page.at(-1)?.id ?? behind;
  }
}

/** Reads the first change of each day of a subject after a change. */
async function undoneAfter({ store }: Deps, { kind, subject, id, changedAt }: DayChange): Promise<Undone> {
  const undone: Undone = new Map();
  const range = { kind, subject, after: instant(changedAt - 1), to: LAST, behind: id, limit: PAGE };
  for await (const change of historyOf(store, range)) {
    const day = dayOfHour(change.to);
    if (!undone.has(day)) undone.set(day, change);
  }
  return undone;
}

const evaluatedOf = (
  days: SubjectDays,
  day: number,
  { concentrations, rests, further }: AirDayRecord,
): EvaluatedDay => days.withDust(day, { date: dateOfDay(day), values: concentrations, rests, further });

/** Returns the days of a window as they were at a change, with the number of their changes by then. */
function daysAt(
  days: SubjectDays,
  [first, last]: readonly [number, number],
  change: DayChange,
  undone: Undone,
) {
  const own = dayOfHour(change.to);
  const others: EvaluatedDay[] = [];
  let corrections = change.revision - 1;
  for (let day = first; day <= last; day += 1) {
    const later = undone.get(day);
    if (day === own || (!later && days.cameAfter(day, change.changedAt))) continue;
    if (!later) others.push(...days.evaluated(day, day));
    else if (later.before) others.push(evaluatedOf(days, day, later.before));
    if (later?.before) corrections += later.revision - 2;
    else if (!later) corrections += Math.max(0, days.revisionOf(day) - 1);
  }
  return { others, revision: 1 + corrections };
}

function changeAt(
  days: SubjectDays,
  { period, region }: Pick<PeriodHistory, 'period' | 'region'>,
  end: number,
  change: DayChange,
  { undone, coverage }: { readonly undone: Undone; readonly coverage: number | undefined },
): PeriodChange[] {
  const window = windowOf(period, dateOfDay(end));
  const [from, to] = datesOf(window);
  const { first, last } = daysIn(days.subject, window);
  const { others, revision } = daysAt(days, [first, last], change, undone);
  const bodyWith = (own: AirDayRecord | undefined): AirPeriodBody | undefined => {
    const all = own ? [...others, evaluatedOf(days, dayOfHour(change.to), own)] : others;
    if (all.length === 0) return undefined;
    return airPeriod(period, { from, to }, all, !days.isOver(last), coverageOptions(coverage));
  };
  const [before, after] = [bodyWith(change.before), bodyWith(change.after)];
  if (!after || JSON.stringify(before) === JSON.stringify(after)) return [];
  const kind: PeriodKind = region ? `region.composite.${period}` : `composite.${period}`;
  const { id, subject, changedAt, causes } = change;
  return [{ id, kind, subject, ...window, revision, changedAt, causes, ...(before && { before }), after }];
}

/** Returns the changes of the windows that contain the day of a change. */
async function changesBy(deps: Deps, asked: PeriodHistory, change: DayChange): Promise<PeriodChange[]> {
  const subject: Subject = { id: change.subject, region: asked.region };
  const day = dayOfHour(change.to);
  const undone = await undoneAfter(deps, change);
  const needed = { subject, first: day - LONGEST, last: day + LONGEST };
  return deps.days.answer([needed], (daysOf) => {
    const days = daysOf(subject);
    const by = { undone, coverage: deps.periodCoverage };
    return endsHolding(asked.period, [day], days).flatMap((end) => changeAt(days, asked, end, change, by));
  });
}

/**
 * Returns the changes of a figure over a period, oldest first: each change of a day is a change of every window that
 * contains it. The figures before and after are computed from the days as they were then, by undoing later changes. A
 * day that merely grew since then is used in its present state, and so are dust days.
 */
export async function periodHistory(deps: Deps, asked: PeriodHistory): Promise<readonly PeriodChange[]> {
  const { region, subject, after, to, limit, behind: [id, end] = [0, instant(0)] } = asked;
  const kind = dayKind({ id: '', region });
  const range = { kind, after, to, limit, behind: Math.max(0, id - 1), ...(subject && { subject }) };
  const found: PeriodChange[] = [];
  for await (const change of historyOf(deps.store, range)) {
    const changes = await changesBy(deps, asked, change);
    found.push(...changes.filter((each) => each.id > id || each.to > end));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}
