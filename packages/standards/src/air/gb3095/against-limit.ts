import type { Trace } from '../../figure/derivation.ts';
import { concentration } from '../pollutant.ts';
import type { AirItem, Averaging, Gb3095Edition } from './edition.ts';
import { limitOf } from './limit.ts';

/** Which row and grade of tables 1 and 2. */
export interface LimitQuery {
  readonly item: AirItem;
  readonly averaging: Averaging;
  /** Default 2. */
  readonly grade?: 1 | 2;
}

/** A concentration held against its limit. */
export interface AgainstLimit {
  readonly edition: string;
  readonly grade: 1 | 2;
  readonly limit: number;
  readonly attains: boolean;
}

/** The limit of a row and grade. @throws RangeError when the edition has no such row. */
export function limitFor({ item, averaging, grade = 2 }: LimitQuery, edition: Gb3095Edition): number {
  const { grade1, grade2 } = limitOf(edition, item, averaging);
  return grade === 1 ? grade1 : grade2;
}

/**
 * Whether a concentration (µg/m³, CO mg/m³) attains its limit, which is inclusive. It is taken as given: print it
 * first where the printed value is what counts.
 * @throws RangeError when it is negative or not finite, or the edition has no such row.
 * @source GB 3095 tables 1 and 2
 * @example againstLimit(75.1, { item: 'pm2_5', averaging: 'day' }, GB3095_2012).attains // false
 */
export function againstLimit(
  value: number,
  query: LimitQuery,
  edition: Gb3095Edition,
  trace?: Trace,
): AgainstLimit {
  const { item, averaging, grade = 2 } = query;
  const limit = limitFor(query, edition);
  const attains = concentration(value) <= limit;
  trace?.step({
    quantity: `attains.${item}.${averaging}`,
    edition: edition.id,
    clause: `${limitOf(edition, item, averaging).clause}, grade ${grade}, ${averaging}`,
    inputs: { value, limit },
    arithmetic: `${value} ${attains ? '≤' : '>'} ${limit}`,
    result: attains ? 'attains' : 'exceeds',
  });
  return { edition: edition.id, grade, limit, attains };
}
