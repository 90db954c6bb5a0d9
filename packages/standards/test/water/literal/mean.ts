import { type Row, table1 } from '../golden/table.ts';
import { atMost, type Fraction, fraction, over, total, whole } from './fraction.ts';

const NAMES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];

export const literalMean = (values: readonly Fraction[]): Fraction =>
  over(total(values), whole(values.length));

/** The class of a fraction by its row: columns are tried from the left. */
function classOf({ rule, cells }: Row, value: Fraction): number {
  const met = cells.findIndex((cell) => {
    const [low = '', high = ''] = cell.split('-');
    if (rule === 'most') return atMost(value, fraction(cell));
    if (rule === 'least') return atMost(fraction(cell), value);
    return atMost(fraction(low), value) && atMost(value, fraction(high));
  });
  return met === -1 ? 5 : met;
}

/** The class of the means of some items over sections, by the limits of a water body: the worst of them. */
export function literalMeanClass(
  sections: readonly Readonly<Record<string, string>>[],
  body: 'river' | 'lake',
): string {
  const rows = table1().filter((row) => row.bodies.includes(body));
  const ranks = rows.flatMap((row) => {
    const values = sections.flatMap((section) => {
      const text = section[row.item];
      return text === undefined ? [] : [fraction(text)];
    });
    return values.length === 0 ? [] : [classOf(row, literalMean(values))];
  });
  return NAMES[Math.max(...ranks)] ?? '';
}
