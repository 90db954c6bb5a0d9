export * from './course/measured.ts';
export * from './fleet.ts';
export * from './options.ts';
