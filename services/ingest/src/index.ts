export type { Health } from './availability.ts';
export type { IngestDeps, IngestOptions } from './deps.ts';
export * from './ingest.ts';
export * from './replay.ts';
export * from './retention.ts';
