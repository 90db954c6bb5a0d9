export * from './client.ts';
export type * from './openapi.ts';
export * from './problem.ts';
