export * from './editions/edition.ts';
export * from './exact/index.ts';
export * from './figure/index.ts';
export * from './time/index.ts';
