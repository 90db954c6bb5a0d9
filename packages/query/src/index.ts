export { createLatestResults, type LatestResults } from './latest-results.ts';
