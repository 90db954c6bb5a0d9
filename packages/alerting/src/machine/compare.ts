import type { ComparisonOperator } from '@lanbi/model';

/** Whether `value op limit` holds. */
export function isConditionMet(value: number, op: ComparisonOperator, limit: number): boolean {
  switch (op) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
  }
}
