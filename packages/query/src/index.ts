export * from './air/index.ts';
export * from './answer-state.ts';
export type { QueryDeps } from './deps.ts';
export * from './evaluation-state.ts';
export * from './latest/index.ts';
export * from './water/index.ts';
