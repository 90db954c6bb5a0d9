import type { LogPosition, ResultKind } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

/** Which observations or results are here as a whole. `long`: days and periods. */
export type Span = 'observation' | 'hour' | 'long';

export const spanOf = (kind: ResultKind): Span => (/(\.hour|\.sample)$/.test(kind) ? 'hour' : 'long');

export interface PruneBounds {
  /** What ends at or before these may go. */
  readonly from: Readonly<Record<Span, Instant>>;
  /** The log is kept behind here, whatever its age. */
  readonly observationsUpTo: LogPosition;
  readonly resultsUpTo: LogPosition;
}
