import {
  type AirDayBody,
  type AirPeriodBody,
  type AirPeriodOptions,
  airPeriod,
  datesOf,
  dayKind,
  type EvaluatedDay,
  type Period,
  periodKind,
  type Subject,
  type Window,
} from '@lanbi/evaluation';
import type { StoredResult } from '@lanbi/model';
import { dateAt, type Instant, instant, type Trace } from '@lanbi/standards';
import type { ApiDeps } from '../deps.ts';

type Deps = Pick<ApiDeps, 'store' | 'clock'>;

/** A period that may have been asked for. */
export type AskedPeriod = Exclude<Period, 'day'>;

/** The figures of a period with what every computed answer tells. */
export interface PeriodFigure extends Window {
  readonly subject: Subject;
  readonly period: AskedPeriod;
  readonly body: AirPeriodBody;
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

/** Whether the last day of a window is still to come or runs, by the days of the subject. */
async function isProvisional({ store }: Deps, subject: Subject, { to }: Window): Promise<boolean> {
  const latest = await store.latestResult(dayKind(subject), subject.id);
  if (!latest || latest.to < to) return true;
  return latest.to === to && (latest as StoredResult<AirDayBody>).body.provisional;
}

const evaluatedDay = ({ from, body }: StoredResult<AirDayBody>): EvaluatedDay => ({
  date: dateAt(from),
  values: body.concentrations,
  aqi: body.aqi,
});

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
  const provisional = await isProvisional(deps, subject, window);
  const body = airPeriod(period, { from, to }, days.map(evaluatedDay), provisional, options, trace);
  const revision = days.reduce((sum, day) => sum + day.revision - 1, days.length > 0 ? 1 : 0);
  const computedAt = instant(Math.max(window.from, ...days.map((day) => day.computedAt)));
  return { ...window, subject, period, body, revision, computedAt };
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
  if (!stored) return computedPeriod(deps, subject, period, window);
  const { body, revision, computedAt } = stored;
  return { ...window, subject, period, body, revision, computedAt };
}
