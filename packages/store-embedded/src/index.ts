export { identityOf, type Known, type Planned, type PlannedResult, resultIdentityOf } from './recent/plan.ts';
export { createRecentStore, RecentStore } from './recent/recent-store.ts';
export { type PruneBounds, type Span, spanOf } from './recent/spans.ts';
export { MIGRATIONS } from './schema.ts';
export { createEmbeddedStore } from './store.ts';
