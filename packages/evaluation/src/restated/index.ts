export * from './facts.ts';
export * from './restated.ts';
