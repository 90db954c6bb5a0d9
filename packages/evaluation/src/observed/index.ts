export * from './observed.ts';
export * from './observed-mean.ts';
