export * from './announcer.ts';
export * from './deps.ts';
export * from './evaluator.ts';
export { flushSlices } from './flush.ts';
export { MOST_DIRTY } from './flush-schedule.ts';
