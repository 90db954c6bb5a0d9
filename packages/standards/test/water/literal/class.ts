import type { Row } from '../golden/table.ts';

/** Decimal text as whole billionths: exact, and nothing is shared with the code under test. */
export function billionths(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(9, '0'));
}

/** Billionths back to decimal text. */
export function decimal(units: bigint): string {
  const digits = String(units).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

const NAMES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];

function meets(row: Row, cell: string, value: bigint): boolean {
  if (row.rule === 'range') {
    const [low = '', high = ''] = cell.split('-');
    return billionths(low) <= value && value <= billionths(high);
  }
  return row.rule === 'most' ? value <= billionths(cell) : value >= billionths(cell);
}

/** The rule of GB 3838-2002 read word by word: the best class that the value meets, else worse than V. */
export function literalClass(row: Row, value: bigint): string {
  const rank = row.cells.filter((cell) => !meets(row, cell, value)).length;
  return NAMES[rank] ?? '';
}
