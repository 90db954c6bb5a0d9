const HOUR_MS = 3_600_000;
const EAST_MS = 8 * HOUR_MS;

type Members = Readonly<Record<string, unknown>>;

/** A series as JSON: rows of what varies, and in `meta` what holds for each row that does not say otherwise. */
export interface Series<Row> {
  readonly data: readonly Row[];
  readonly meta: object;
}

const isOfHours = (meta: Members): boolean => meta['interval'] === 'hour';

/** The hour before a time at +08:00. */
const hourBefore = (time: string): string =>
  new Date(Date.parse(time) - HOUR_MS + EAST_MS).toISOString().replace(/(\.000)?Z$/, '+08:00');

/** Of a row that has its end alone: an hour before it, or of a sample its time. */
function beginOf(own: Members, to: unknown): unknown {
  if (own['interval'] === 'sample') return to;
  return isOfHours(own) && typeof to === 'string' ? hourBefore(to) : undefined;
}

/** Rows as their client has them: with what `meta` says of all of them, by the rules of docs/api.md and of nothing else. */
export function wholeRows<Row>({ data, meta }: Series<object>): readonly Row[] {
  const { each, limit: _limit, cursor: _cursor, ...common } = meta as Members;
  return data.map((row) => {
    const own: Members = { ...common, ...(each as object | undefined), ...row };
    const to = own['to'] ?? own['ts'];
    const from = own['from'] ?? beginOf(own, to);
    return { ...own, to, ...(from !== undefined && { from }) } as Row;
  });
}
