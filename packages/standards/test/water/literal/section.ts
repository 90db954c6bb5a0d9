import { type Row, table1 } from '../golden/table.ts';
import { billionths, literalClass } from './class.ts';
import { fraction, halfEven, minus, over } from './fraction.ts';

const RANKS = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];
const TABLE = table1();

export interface LiteralSection {
  readonly class: string | null;
  readonly determining: string[];
  /** Item, and its multiple or null. */
  readonly beyond: [string, number | null][];
}

const rowOf = (item: string, body: string): Row | undefined =>
  TABLE.find((row) => row.item === item && row.bodies.some((one) => one === body));

function beyondOf(row: Row, value: string, target: string): [string, number | null][] {
  const found = RANKS.indexOf(literalClass(row, billionths(value)));
  const limit = row.cells[RANKS.indexOf(target)];
  if (limit === undefined || found <= RANKS.indexOf(target)) return [];
  if (row.rule !== 'most') return [[row.item, null]];
  return [[row.item, halfEven(over(minus(fraction(value), fraction(limit)), fraction(limit)), 2)]];
}

/** Clause 5.1 word by word, on decimal texts of the items that take part. */
export function literalSection(values: Record<string, string>, body: string, target: string): LiteralSection {
  const rows = TABLE.filter((row) => row.item in values && rowOf(row.item, body) === row);
  const classes = rows.map((row) => literalClass(row, billionths(`${values[row.item]}`)));
  const worst = RANKS.findLast((of) => classes.includes(of)) ?? null;
  return {
    class: worst,
    determining: rows.filter((_, at) => classes[at] === worst).map((row) => row.item),
    beyond: rows.flatMap((row) => beyondOf(row, `${values[row.item]}`, target)),
  };
}
