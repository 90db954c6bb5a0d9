export * from './air/air-evaluation.ts';
export * from './air/air-hour.ts';
export * from './cause.ts';
export * from './evaluation.ts';
export * from './period/window.ts';
export * from './water/index.ts';
