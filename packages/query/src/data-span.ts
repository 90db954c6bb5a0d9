import { dayOfSample } from '@lanbi/evaluation';
import type { Span, StoredResult } from '@lanbi/model';
import { DAY } from '@lanbi/standards';

/** The time whose data a result is made of: of a sample the day that it counts to, else its own. */
export function dataSpanOf(result: StoredResult): Span {
  if (result.kind !== 'class.sample') return result;
  const from = dayOfSample(result.body, result.to);
  return { from, to: from + DAY };
}
