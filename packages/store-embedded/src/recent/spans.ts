import type { Offset, ResultKind } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** Which observations or results are here as a whole. `long`: days. */
export type Span = 'observation' | 'hour' | 'long';

const SPANS: Readonly<Record<ResultKind, Span>> = {
  'aqi.hour': 'hour',
  'region.aqi.hour': 'hour',
  'aqi.day': 'long',
  'region.aqi.day': 'long',
  'class.sample': 'hour',
  'class.day': 'long',
};

export const spanOf = (kind: ResultKind): Span => SPANS[kind];

export interface PruneBounds {
  /** What ends at or before these may go. */
  readonly from: Readonly<Record<Span, Instant>>;
  /** The log is kept behind here, whatever its age. */
  readonly observationsUpTo: Offset;
  readonly resultsUpTo: Offset;
}
