export type { IngestDeps, IngestOptions } from './deps.ts';
export type { Health } from './health.ts';
export * from './ingest.ts';
export * from './replay.ts';
export * from './retention.ts';
