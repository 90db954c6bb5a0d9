export * from './carried-mean.ts';
export * from './exact-sum.ts';
export * from './rational.ts';
export * from './remainder.ts';
export * from './round.ts';
