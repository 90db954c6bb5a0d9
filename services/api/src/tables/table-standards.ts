import { PERIOD_METHOD } from '@lanbi/evaluation';
import type { RowPeriod, TableQuestion, TableStandards } from '@lanbi/query';
import { dateAt, type Instant } from '@lanbi/standards';
import { airOptionsFor, pick } from '../editions.ts';
import { airEditionQuery } from '../routes/composite.ts';
import { standardsFor, waterMethodFor } from '../water/under.ts';
import type { AnyTableQuery } from './table-query.ts';

const IN_FORCE: TableStandards = {
  hj633: undefined,
  air: () => undefined,
  gb3838: undefined,
  waterMethod: undefined,
  water: () => undefined,
};

function airStandards(query: AnyTableQuery, now: Instant): TableStandards {
  const asked = airEditionQuery.parse(query);
  // An unknown edition is refused also where no period is computed.
  airOptionsFor(asked, dateAt(now));
  return { ...IN_FORCE, air: (last) => airOptionsFor(asked, last) };
}

function waterStandards({ edition, method }: AnyTableQuery, interval: RowPeriod): TableStandards {
  if (edition === undefined && method === undefined) return IN_FORCE;
  // Refused also where no row is computed.
  const found = waterMethodFor(method, PERIOD_METHOD);
  return {
    ...IN_FORCE,
    gb3838: edition === undefined ? undefined : pick('GB 3838', edition),
    waterMethod: method === undefined ? undefined : found,
    water: (window) => standardsFor({ edition, method }, interval, window),
  };
}

/** The editions and methods that a question names. @throws Problem unknown-edition */
export function standardsAsked(
  of: TableQuestion['edition'],
  query: AnyTableQuery,
  { interval, now }: { readonly interval: RowPeriod; readonly now: Instant },
): TableStandards {
  if (of === 'air') return airStandards(query, now);
  if (of === 'GB 3838') return waterStandards(query, interval);
  const { edition } = query;
  return edition === undefined ? IN_FORCE : { ...IN_FORCE, hj633: pick('HJ 633', edition) };
}
