export * from './excluding.ts';
export * from './limits.ts';
export * from './quality-evaluation.ts';
export * from './quality-flags.ts';
export * from './reopened.ts';
export { LOOK } from './series.ts';
export * from './settings.ts';
