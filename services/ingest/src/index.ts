export * from './deps.ts';
export * from './ingest.ts';
