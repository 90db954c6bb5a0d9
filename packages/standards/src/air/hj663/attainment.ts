import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { Gb3095Edition } from '../gb3095/edition.ts';
import { limitOf } from '../gb3095/limit.ts';
import { AIR_POLLUTANTS, type AirPollutant, eachPollutant } from '../pollutant.ts';
import type { Hj663Edition } from './edition.ts';
import { exceedanceMultiple } from './exceedance.ts';
import type { PeriodEditions, PeriodStatistic, PeriodStatistics } from './period-statistics.ts';
import { roundResult } from './result-digits.ts';

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
  gb3095: Gb3095Edition,
  hj663: Hj663Edition,
  trace?: Trace,
): AttainmentRow {
  const { row } = statistic;
  const found = limitOf(gb3095, row.pollutant, row.against);
  const limit = grade === 1 ? found.grade1 : found.grade2;
  const value = roundResult(row.pollutant, statistic.value, hj663);
  if (isMissing(value)) return { statistic, value, limit, attains: value, multiple: value };
  const multiple = exceedanceMultiple(value, limit, hj663);
  trace?.step({
    quantity: `attains.${row.kind}.${row.pollutant}`,
    edition: gb3095.id,
    clause: `${found.clause}, grade ${grade}, ${row.against}`,
    inputs: { value, limit },
    arithmetic: isMissing(multiple)
      ? `${value} ≤ ${limit}`
      : `(${value} - ${limit}) / ${limit} = ${multiple}`,
    result: isMissing(multiple) ? 'attains' : 'exceeds',
  });
  return { statistic, value, limit, attains: value <= limit, multiple };
}

/**
 * Whether the statistics of a period, as printed, are within the limits of a grade (inclusive).
 * @source HJ 663, single item evaluation [2]; printed values are compared (GB/T 8170 clause 4.3.3) [M]
 */
export function attainment(
  statistics: PeriodStatistics,
  { gb3095, hj663 }: PeriodEditions,
  grade: 1 | 2 = 2,
  trace?: Trace,
): Attainment {
  const rows = statistics.rows.map((statistic) => rowOf(statistic, grade, gb3095, hj663, trace));
  const pollutants = eachPollutant((pollutant) =>
    all(rows.filter(({ statistic }) => statistic.row.pollutant === pollutant).map(({ attains }) => attains)),
  );
  const attains = all(AIR_POLLUTANTS.map((pollutant) => pollutants[pollutant]));
  return { edition: gb3095.id, grade, rows, pollutants, attains };
}
