/** The mean of numbers by a key; a key without numbers has none. */
export function meansBy<Row, Key>(
  rows: readonly Row[],
  key: (row: Row) => Key,
  value: (row: Row) => number | null | undefined,
): ReadonlyMap<Key, number> {
  const sums = new Map<Key, { sum: number; count: number }>();
  for (const row of rows) {
    const found = value(row);
    if (found === null || found === undefined) continue;
    const own = sums.get(key(row)) ?? { sum: 0, count: 0 };
    sums.set(key(row), { sum: own.sum + found, count: own.count + 1 });
  }
  return new Map([...sums].map(([each, { sum, count }]) => [each, sum / count]));
}

export const meanOf = (values: readonly (number | null | undefined)[]): number | undefined =>
  meansBy(
    values,
    () => 0,
    (value) => value,
  ).get(0);
