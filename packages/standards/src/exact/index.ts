export * from './rational.ts';
export * from './round.ts';
