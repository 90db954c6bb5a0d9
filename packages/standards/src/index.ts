export * from './air/index.ts';
export * from './editions/edition.ts';
export * from './editions/of-period.ts';
export * from './editions/registry.ts';
export * from './exact/index.ts';
export * from './figure/index.ts';
export * from './time/index.ts';
export * from './water/index.ts';
