import type { Instant } from '@lanbi/standards';
import type { ResultChange, ResultKind } from '../nouns/result.ts';

/** Changes of results, in the order of change. */
export interface ChangeRange {
  readonly subject?: string;
  readonly kind?: ResultKind;
  /** Changed in (after, to]. */
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
  /** Only those with a larger id. */
  readonly behind?: number;
}

/** What late and corrected observations changed in records. Lines are appended by `RecordWriter.commit`, never changed. */
export interface AuditTrail {
  history(range: ChangeRange): Promise<readonly ResultChange[]>;
}
