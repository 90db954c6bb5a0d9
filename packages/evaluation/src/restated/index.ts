export * from './facts.ts';
export * from './rebuilt.ts';
export * from './restated.ts';
