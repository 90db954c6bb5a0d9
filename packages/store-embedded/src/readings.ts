import type { InvalidReason, ParameterCode, StoredReading } from '@lanbi/model';

/** Most readings are valid, not flagged and never corrected: then the value says it all. */
type Cell = number | readonly [value: number, flag: string, invalid: InvalidReason | null, revision: number];

const cellOf = ({ value, flag, invalid, revision }: StoredReading): Cell =>
  flag === 'N' && invalid === undefined && revision === 1 ? value : [value, flag, invalid ?? null, revision];

/** The readings of one observation as the text of a column, a third as long as they are written out. */
export function writeReadings(readings: readonly StoredReading[]): string {
  const cells: Record<string, Cell> = {};
  for (const reading of readings) cells[reading.parameter] = cellOf(reading);
  return JSON.stringify(cells);
}

function readingOf(parameter: string, cell: Cell): StoredReading {
  if (typeof cell === 'number')
    return { parameter: parameter as ParameterCode, value: cell, flag: 'N', revision: 1 };
  const [value, flag, invalid, revision] = cell;
  return { parameter: parameter as ParameterCode, value, flag, ...(invalid && { invalid }), revision };
}

export const readReadings = (text: string): StoredReading[] =>
  Object.entries(JSON.parse(text) as Record<string, Cell>).map(([parameter, cell]) =>
    readingOf(parameter, cell),
  );

/** Within a JSON text a quote is escaped, so this stands only where the parameter is a key. */
export const holdsParameter = (parameter: ParameterCode): string => `"${parameter}":`;
