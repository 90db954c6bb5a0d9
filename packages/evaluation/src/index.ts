export * from './air-hour.ts';
export * from './period/window.ts';
export * from './section-sample.ts';
