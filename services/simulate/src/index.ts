export * from './fleet.ts';
export * from './options.ts';
export * from './profiles/measured.ts';
