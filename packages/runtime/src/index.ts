export * from './clock.ts';
export * from './config.ts';
export * from './follow.ts';
export * from './lifecycle.ts';
export * from './log.ts';
export * from './metrics.ts';
export * from './registry-files.ts';
export * from './run-main.ts';
