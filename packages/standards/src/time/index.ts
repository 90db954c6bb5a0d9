export * from './civil.ts';
export * from './instant.ts';
