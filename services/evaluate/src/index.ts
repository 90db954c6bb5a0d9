export * from './announcer.ts';
export * from './deps.ts';
export * from './evaluator.ts';
