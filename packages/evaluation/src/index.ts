export * from './air-hour.ts';
export * from './section-sample.ts';
