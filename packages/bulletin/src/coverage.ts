import type { Window } from '@lanbi/evaluation';
import { DAY, roundHalfEven, type Validity } from '@lanbi/standards';
import type { Coverage } from './parts.ts';

/** Observed of expected, in per cent with one decimal; null of nothing. */
export const coverage = (observed: number, expected: number): Coverage => ({
  expected,
  observed,
  percent: expected === 0 ? null : roundHalfEven((100 * observed) / expected, 1),
});

/** Of a figure over days; where there is none its window still tells how many were expected. */
export const coverageOf = (validity: Validity, window: Window): Coverage =>
  validity.kind === 'missing'
    ? coverage(0, Math.round((window.to - window.from) / DAY))
    : coverage(validity.observed, validity.expected);
