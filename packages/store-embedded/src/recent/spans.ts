import type { Offset, ResultKind } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** Which observations or results are here as a whole. `long`: days. */
export type RetentionClass = 'observation' | 'hour' | 'long';

const SPANS: Readonly<Record<ResultKind, RetentionClass>> = {
  'aqi.hour': 'hour',
  'region.aqi.hour': 'hour',
  'aqi.day': 'long',
  'region.aqi.day': 'long',
  'class.sample': 'hour',
  'class.day': 'long',
};

export const retentionClassOf = (kind: ResultKind): RetentionClass => SPANS[kind];

export interface PruneBounds {
  /** What ends at or before these may go. */
  readonly from: Readonly<Record<RetentionClass, Instant>>;
  /** The log is kept behind here, whatever its age. */
  readonly observationsUpTo: Offset;
  readonly resultsUpTo: Offset;
}
