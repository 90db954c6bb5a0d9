export * from './connection.ts';
export { createFilterMemory, type FilterMemory } from './filters.ts';
export * from './inbox.ts';
export * from './publisher.ts';
export { makeMqttSession } from './session.ts';
export { isOwn, type Shard } from './shard.ts';
