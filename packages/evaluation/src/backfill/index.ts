export * from './facts.ts';
export * from './plan.ts';
export * from './rebuilt.ts';
