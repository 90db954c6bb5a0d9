import type { AuditTrail, RecordLog, StatesCapabilities } from '@lanbi/model';
import type { QueryDeps } from '../deps.ts';
import type { StatementStore } from '../statements.ts';
import type { DayReader } from './read-days.ts';

/** Dependencies of the figures of air over periods. */
export interface AirDeps
  extends Pick<QueryDeps, 'registry' | 'clock' | 'periodCoverage' | 'yieldNow' | 'statements'> {
  readonly store: DayReader & RecordLog & AuditTrail & StatementStore & StatesCapabilities;
}
