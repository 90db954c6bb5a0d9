import { today } from '../../core/time.ts';
import { askedSpan } from './span.ts';

/** The period of the summary: the month or year that the table of sections shows. */
export function summarySpan(): { readonly period: 'month' | 'year'; readonly at: string } {
  const { interval, text } = askedSpan();
  const now = today().slice(0, text.length);
  // Of what is still to come there is nothing: this month or year stands for it.
  const at = [text, now].toSorted()[0] ?? now;
  return { period: interval === 'month' ? 'year' : 'month', at };
}
