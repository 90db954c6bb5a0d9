import type { AirItem, Averaging, Column } from '../../../src/air/index.ts';
import { readTable } from './read.ts';

export const LIMIT_EDITIONS = ['GB 3095-2012', 'GB 3095-2026/transition', 'GB 3095-2026/final'] as const;
export type LimitEdition = (typeof LIMIT_EDITIONS)[number];

export interface GoldenLimit {
  readonly edition: LimitEdition;
  readonly pollutant: AirItem;
  readonly averaging: Averaging;
  readonly grade1: number;
  readonly grade2: number;
}

/** Every cell of tables 1 and 2 of GB 3095, in the printed order. */
export const goldenLimits = (): GoldenLimit[] =>
  readTable('./limits.txt').flatMap(([pollutant, averaging, ...cells]) =>
    LIMIT_EDITIONS.map((edition, at) => {
      const [grade1 = Number.NaN, grade2 = grade1] = (cells[at] ?? '').split('/').map(Number);
      return { edition, pollutant, averaging, grade1, grade2 } as GoldenLimit;
    }),
  );

export type BreakpointYear = 2012 | 2026;
const COLUMNS: readonly Column[] = [
  'so2.day',
  'so2.1h',
  'no2.day',
  'no2.1h',
  'co.day',
  'co.1h',
  'o3.1h',
  'o3.8h',
];

export interface GoldenPoint {
  readonly index: number;
  /** Undefined for a dash. */
  readonly concentration: number | undefined;
}

const at = (position: number): GoldenPoint[] =>
  readTable('./breakpoints.txt').map((cells) => {
    const cell = cells[position];
    return { index: Number(cells[0]), concentration: cell === '-' ? undefined : Number(cell) };
  });

/** A column of HJ 633 table 1, top to bottom. */
export function goldenColumn(column: Column, year: BreakpointYear): GoldenPoint[] {
  const of2026 = year === 2026 ? 1 : 0;
  if (column === 'pm10.day') return at(9 + of2026);
  if (column === 'pm2_5.day') return at(11 + of2026);
  return at(1 + COLUMNS.indexOf(column));
}

export const GOLDEN_COLUMNS: readonly Column[] = [...COLUMNS, 'pm10.day', 'pm2_5.day'];
