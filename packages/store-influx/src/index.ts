export type { InfluxConnection, InfluxOptions } from './options.ts';
export { type Buckets, bucketsOf } from './schema/buckets.ts';
export { type Retentions, type SetUp, type SetUpOptions, setUp } from './set-up/set-up.ts';
export { createInfluxStore } from './store.ts';
