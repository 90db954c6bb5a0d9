import type { Store } from '@lanbi/model';
import type { QueryDeps } from '../deps.ts';

/** What figures of air over periods are made of. */
export interface AirDeps extends Pick<QueryDeps, 'registry' | 'clock' | 'periodCoverage' | 'breathe'> {
  readonly store: Pick<
    Store,
    | 'airDays'
    | 'latestResult'
    | 'changedResults'
    | 'resultHead'
    | 'onResults'
    | 'capabilities'
    | 'history'
    | 'annotations'
    | 'annotationVersion'
  >;
}
