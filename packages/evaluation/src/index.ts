export * from './air/index.ts';
export * from './cause.ts';
export * from './evaluation.ts';
export * from './period/window.ts';
export * from './quality/index.ts';
export * from './staleness/station-state.ts';
export * from './water/index.ts';
export * from './what-if.ts';
