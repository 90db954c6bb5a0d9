export * from './connection.ts';
export { itemFault } from './errors.ts';
export type { SyncFile } from './log-sync.ts';
export type { DatabaseOptions } from './options.ts';
export { makePrivate } from './private.ts';
export { warn } from './warn.ts';
