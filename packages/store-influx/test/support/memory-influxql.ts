import type { Point } from './memory-flux.ts';

/** The points of one series that a statement selects: the time in milliseconds, then the field. */
export interface InfluxSeries {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly values: readonly (readonly unknown[])[];
}

interface Statement {
  readonly last: boolean;
  readonly field: string;
  /** Undefined for every measurement. */
  readonly measurement: string | undefined;
  readonly subjects: readonly string[];
  /** In nanoseconds. */
  readonly from: bigint;
  readonly to: bigint;
  readonly limit: number;
}

const STATEMENT =
  /^SELECT (?<last>last\()?(?<field>\w+)\)? FROM (?:"(?<name>[^"]+)"|\/\.\*\/|(?<bare>\w+))(?: WHERE (?:\((?<any>[^)]*)\) AND )?time >= (?<from>-?\d+) AND time < (?<to>-?\d+) GROUP BY subject, span)?(?: LIMIT (?<limit>\d+))?$/;

const nanoseconds = ({ time, nth }: Point): bigint => BigInt(time) * 1_000_000n + BigInt(nth);

function statementOf(text: string, params: Readonly<Record<string, string>>): Statement {
  const { groups } = STATEMENT.exec(text) ?? {};
  if (!groups) throw new Error(`the InfluxQL of a test does not know ${text}`);
  const { last, field = '', name, bare, any = '', from, to, limit } = groups;
  return {
    last: last !== undefined,
    field,
    measurement: name ?? bare,
    subjects: [...any.matchAll(/subject = \$(\w+)/g)].map(([, key = '']) => params[key] ?? ''),
    from: BigInt(from ?? Number.MIN_SAFE_INTEGER),
    to: to === undefined ? 2n ** 63n : BigInt(to),
    limit: Number(limit ?? Number.POSITIVE_INFINITY),
  };
}

function select(statement: Statement, points: readonly Point[]): InfluxSeries[] {
  const { field, measurement, subjects, from, to, last, limit } = statement;
  const chosen = points.filter(
    (point) =>
      point.fields.has(field) &&
      (measurement === undefined || point.measurement === measurement) &&
      (subjects.length === 0 || subjects.includes(point.tags['subject'] ?? '')) &&
      nanoseconds(point) >= from &&
      nanoseconds(point) < to,
  );
  const ordered = chosen.sort((a, b) => a.time - b.time || a.nth - b.nth);
  const series = Map.groupBy(ordered, ({ measurement: name, tags }) => JSON.stringify([name, tags]));
  return [...series.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const some = last ? all.slice(-1) : all.slice(0, limit);
    const values = some.map(({ time, fields }) => [time, fields.get(field)]);
    return [{ name: first.measurement, tags: first.tags, values }];
  });
}

/** What statements select from points, by statement; as far as the texts of `result-queries.ts` use InfluxQL. */
export const seriesOfInfluxql = (
  text: string,
  params: Readonly<Record<string, string>>,
  points: readonly Point[],
): readonly (readonly InfluxSeries[])[] =>
  text.split(';\n').map((each) => select(statementOf(each, params), points));

/** The answer as InfluxDB says it. */
export const answerInfluxql = (statements: readonly (readonly InfluxSeries[])[]): string =>
  JSON.stringify({
    results: statements.map((series, statement_id) => ({
      statement_id,
      ...(series.length > 0 && { series }),
    })),
  });
