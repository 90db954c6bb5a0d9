import type { InvalidReason, ParameterCode, StoredReading } from '@lanbi/model';

/** A valid reading without a flag that was never corrected is its value. */
type Cell = number | readonly [value: number, flag: string, invalid: InvalidReason | null, revision: number];

function readingOf(parameter: string, cell: Cell): StoredReading {
  if (typeof cell === 'number')
    return { parameter: parameter as ParameterCode, value: cell, flag: 'N', revision: 1 };
  const [value, flag, invalid, revision] = cell;
  return { parameter: parameter as ParameterCode, value, flag, ...(invalid && { invalid }), revision };
}

/** Readings of a row of an earlier version: a JSON object by parameter. */
export const readEarlierReadings = (text: string): StoredReading[] =>
  Object.entries(JSON.parse(text) as Record<string, Cell>).map(([parameter, cell]) =>
    readingOf(parameter, cell),
  );

/** Text that stands in such a row only where the parameter is a key: within a JSON text a quote is escaped. */
export const earlierKey = (parameter: ParameterCode): string => `"${parameter}":`;
