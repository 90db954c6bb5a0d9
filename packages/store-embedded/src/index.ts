export {
  type EarlierState,
  identityOf,
  type PlannedResult,
  type PlannedWrite,
  resultIdentityOf,
} from './recent/plan.ts';
export { createRecentStore, RecentStore } from './recent/recent-store.ts';
export { type PruneBounds, type RetentionClass, retentionClassOf } from './recent/spans.ts';
export { STORE_MIGRATIONS } from './schema.ts';
export { createEmbeddedStore } from './store.ts';
