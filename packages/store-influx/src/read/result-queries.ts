import type { ResultKind } from '@lanbi/model';
import { PACKED } from '../schema/packed.ts';
import { storable, type TimeRange } from './time-range.ts';

// Results are read by InfluxQL: a point costs less than half of the time of Flux, and the answer is JSON. Texts are bound
// as parameters; lanbi computes all times.

/** Statements of InfluxQL over one bucket, and their parameters. */
export interface InfluxqlQuery {
  readonly text: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Results of one kind and some subjects in a time range. */
export interface ResultsIn {
  readonly kind: ResultKind;
  readonly subjects: readonly string[];
  readonly timeRange: TimeRange;
}

const BY_SERIES = 'GROUP BY subject, span';
/** Selects measurements of results: those of the audit trail do not have the field. */
const EVERY = '/.*/';

const timesOf = ({ from, to }: TimeRange): string =>
  `time >= ${storable(from)}000000 AND time < ${storable(to)}000000`;

/** Names the parameters in the order of use. */
function named(params: Record<string, string>, text: string): string {
  const name = `t${Object.keys(params).length}`;
  params[name] = text;
  return `$${name}`;
}

/**
 * Selects results of each part, in the order of time within a series.
 * @param limit of each series; unlimited if not given
 */
export function resultsQuery(parts: readonly ResultsIn[], limit?: number): InfluxqlQuery {
  const params: Record<string, string> = {};
  const end = limit === undefined ? '' : ` LIMIT ${limit}`;
  const statements = parts.map(({ kind, subjects, timeRange }) => {
    const any = subjects.map((subject) => `subject = ${named(params, subject)}`).join(' OR ');
    return `SELECT ${PACKED} FROM "${kind}" WHERE (${any}) AND ${timesOf(timeRange)} ${BY_SERIES}${end}`;
  });
  return { text: statements.join(';\n'), params };
}

/** Every result of a bucket in a time range. */
export const allResultsQuery = (timeRange: TimeRange): InfluxqlQuery => ({
  text: `SELECT ${PACKED} FROM ${EVERY} WHERE ${timesOf(timeRange)} ${BY_SERIES}`,
  params: {},
});

/** The last result of each series of a bucket. */
export const lastResultsQuery = (timeRange: TimeRange): InfluxqlQuery => ({
  text: `SELECT last(${PACKED}) FROM ${EVERY} WHERE ${timesOf(timeRange)} ${BY_SERIES}`,
  params: {},
});

/** Selects the layouts of the results in the buckets. */
export const layoutQuery: InfluxqlQuery = { text: 'SELECT results FROM layout', params: {} };
