import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing, numberOrReason } from '../../figure/missing.ts';
import { againstLimit, limitFor } from '../gb3095/against-limit.ts';
import { AIR_POLLUTANTS, type AirPollutant, eachPollutant } from '../pollutant.ts';
import type { Hj663Edition } from './edition.ts';
import { exceedanceMultiple } from './exceedance.ts';
import type { PeriodEditions, PeriodStatistic, PeriodStatistics } from './period-statistics.ts';
import { resultDigits, roundResult } from './result-digits.ts';

/** A statistic held against its limit. */
export interface AttainmentRow {
  readonly statistic: PeriodStatistic;
  /** As printed. */
  readonly value: Maybe<number>;
  readonly limit: number;
  readonly attains: Maybe<boolean>;
  readonly multiple: Maybe<number>;
}

export interface Attainment {
  readonly edition: string;
  readonly grade: 1 | 2;
  readonly rows: readonly AttainmentRow[];
  /** All rows of the pollutant attain. */
  readonly pollutants: Readonly<Record<AirPollutant, Maybe<boolean>>>;
  /** All six attain; `incomplete` where one is unknown and none fails. */
  readonly attains: Maybe<boolean>;
}

/** False when one fails, else unknown when one is unknown. */
function all(parts: readonly Maybe<boolean>[]): Maybe<boolean> {
  if (parts.includes(false)) return false;
  return parts.some(isMissing) || parts.length === 0 ? missing('incomplete') : true;
}

function rowOf(
  statistic: PeriodStatistic,
  grade: 1 | 2,
  { gb3095, hj663 }: PeriodEditions,
  trace?: Trace,
): AttainmentRow {
  const { pollutant, against } = statistic.row;
  const query = { item: pollutant, averaging: against, grade };
  const value = roundResult(pollutant, statistic.value, hj663);
  if (trace) tracePrinted(statistic, value, hj663, trace);
  if (isMissing(value))
    return { statistic, value, limit: limitFor(query, gb3095), attains: value, multiple: value };
  const { limit, attains } = againstLimit(value, query, gb3095, trace);
  return { statistic, value, limit, attains, multiple: exceedanceMultiple(value, limit, hj663, trace) };
}

function tracePrinted(
  { row: { kind, pollutant }, value: statistic }: PeriodStatistic,
  value: Maybe<number>,
  hj663: Hj663Edition,
  trace: Trace,
): void {
  trace.step({
    quantity: `printed.${kind}.${pollutant}`,
    edition: hj663.id,
    clause: hj663.digits.clause,
    inputs: { statistic: numberOrReason(statistic) },
    arithmetic: `${numberOrReason(statistic)}`,
    rounding: halfEven(resultDigits(pollutant, hj663)),
    result: isMissing(value) ? null : value,
  });
}

/**
 * Whether the statistics of a period, as printed, are within the limits of a grade (inclusive).
 * @source HJ 663, single item evaluation [2]; the printed values are compared (GB/T 8170) [M]
 */
export function attainment(
  statistics: PeriodStatistics,
  editions: PeriodEditions,
  grade: 1 | 2 = 2,
  trace?: Trace,
): Attainment {
  const rows = statistics.rows.map((statistic) => rowOf(statistic, grade, editions, trace));
  const pollutants = eachPollutant((pollutant) =>
    all(rows.filter(({ statistic }) => statistic.row.pollutant === pollutant).map(({ attains }) => attains)),
  );
  const attains = all(AIR_POLLUTANTS.map((pollutant) => pollutants[pollutant]));
  return { edition: editions.gb3095.id, grade, rows, pollutants, attains };
}
