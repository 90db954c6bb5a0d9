import {
  type AirDayBody,
  type AirPeriodBody,
  type AirPeriodOptions,
  airPeriod,
  datesOf,
  dayKind,
  type EvaluatedDay,
  type JudgedAt,
  type Period,
  periodKind,
  type Subject,
  validityAt,
  type Window,
} from '@lanbi/evaluation';
import type { StoredResult } from '@lanbi/model';
import { readingState } from '@lanbi/query';
import { DAY, dateAt, type Instant, instant, type Trace, type Validity } from '@lanbi/standards';
import type { ApiDeps } from '../deps.ts';

type Deps = Pick<ApiDeps, 'store' | 'clock' | 'periodCoverage' | 'provisionalHours'>;

/** A period that may have been asked for. */
export type AskedPeriod = Exclude<Period, 'day'>;

/** The figures of a period with what every computed answer tells. */
export interface PeriodFigure extends Window {
  readonly subject: Subject;
  readonly period: AskedPeriod;
  readonly body: AirPeriodBody;
  /** Judged at the time of the answer: of a period that runs by its days so far. */
  readonly validity: Validity;
  /** Of a figure computed when asked for: how often the days that it is made of changed, and one. */
  readonly revision: number;
  /** Of one computed when asked for: of the last of its days, else its begin, so that nothing new is the same answer. */
  readonly computedAt: Instant;
}

const PAGE = 1_000;

async function daysIn(
  { store }: Deps,
  subject: Subject,
  { from, to }: Window,
): Promise<readonly StoredResult<AirDayBody>[]> {
  const days: StoredResult<AirDayBody>[] = [];
  for (;;) {
    const after = days.at(-1)?.to ?? from;
    const page = await store.results({ kind: dayKind(subject), subject: subject.id, after, to, limit: PAGE });
    days.push(...(page as readonly StoredResult<AirDayBody>[]));
    if (page.length < PAGE) return days;
  }
}

const evaluatedDay = ({ from, body }: StoredResult<AirDayBody>): EvaluatedDay => ({
  date: dateAt(from),
  values: body.concentrations,
  rests: body.rests,
  further: body.further,
});

/** How a period is judged at the time of the answer. */
function judgedAt(deps: Deps, { from, to }: Window): JudgedAt {
  const { now, coverage } = readingState(deps);
  return { coverage, daysSoFar: Math.max(0, Math.floor((Math.min(now, to) - from) / DAY)) };
}

/** Judges a period at the time of the answer. */
function judged(deps: Deps, { body, ...figure }: Omit<PeriodFigure, 'validity'>): PeriodFigure {
  const [from, to] = datesOf(figure);
  const validity = validityAt(figure.period, { from, to }, body, judgedAt(deps, figure));
  return { ...figure, body: { ...body, validity }, validity };
}

/** The figures of a period computed now from the stored days: custom spans, other editions, derivations. */
export async function computedPeriod(
  deps: Deps,
  subject: Subject,
  period: AskedPeriod,
  window: Window,
  options: AirPeriodOptions = {},
  trace?: Trace,
): Promise<PeriodFigure> {
  const days = await daysIn(deps, subject, window);
  const [from, to] = datesOf(window);
  const running = deps.clock.now() < window.to;
  const statistics = { ...judgedAt(deps, window), ...options.statistics };
  const judging = { ...options, statistics };
  const body = airPeriod(period, { from, to }, days.map(evaluatedDay), running, judging, trace);
  const revision = days.reduce((sum, day) => sum + day.revision - 1, days.length > 0 ? 1 : 0);
  const computedAt = instant(Math.max(window.from, ...days.map((day) => day.computedAt)));
  return judged(deps, { ...window, subject, period, body, revision, computedAt });
}

/** The figures of a period as they are kept, else computed from the days. */
export async function periodFigure(
  deps: Deps,
  subject: Subject,
  period: AskedPeriod,
  window: Window,
): Promise<PeriodFigure> {
  if (period === 'custom') return computedPeriod(deps, subject, period, window);
  const kind = periodKind(subject, period);
  const stored = (await deps.store.get({ kind, subject: subject.id, ...window })) as
    | StoredResult<AirPeriodBody>
    | undefined;
  // A body of an earlier version does not say under which edition its good days are.
  if (stored?.body.hj633 === undefined) return computedPeriod(deps, subject, period, window);
  const { body, revision, computedAt } = stored;
  return judged(deps, { ...window, subject, period, body, revision, computedAt });
}
