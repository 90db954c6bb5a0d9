import type { Window } from '@lanbi/evaluation';
import { DAY, roundHalfEven, type Validity } from '@lanbi/standards';
import type { CoveragePart } from './parts.ts';

/** Coverage in percent with one decimal; null where nothing is expected. */
export const coveragePart = (observed: number, expected: number): CoveragePart => ({
  expected,
  observed,
  percent: expected === 0 ? null : roundHalfEven((100 * observed) / expected, 1),
});

/** Coverage of a figure over days; without a figure, the days of its window are expected. */
export const coverageOf = (validity: Validity, window: Window): CoveragePart =>
  validity.kind === 'missing'
    ? coveragePart(0, Math.round((window.to - window.from) / DAY))
    : coveragePart(validity.observed, validity.expected);
