export * from './annotation-publisher.ts';
export { decodeAnnotations, encodeAnnotations } from './annotation-set.ts';
export { decodeBatch, encodeBatch, encodeCheckpoints, type LogBatchOf } from './log-batch.ts';
export * from './log-publisher.ts';
export * from './log-subscriber.ts';
export * from './topics.ts';
