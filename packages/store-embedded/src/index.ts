export { identityOf, type Known, type Planned, type PlannedResult, resultIdentityOf } from './recent/plan.ts';
export { createRecentStore, type PruneBounds, RecentStore, type Span } from './recent/recent-store.ts';
export { createEmbeddedStore } from './store.ts';
