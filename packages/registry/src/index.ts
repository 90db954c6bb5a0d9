export * from './fault.ts';
export * from './parse.ts';
