export * from './broker.ts';
export * from './options.ts';
