export * from './receiver.ts';
export { decodeSlice, encodeSlice, type SliceOf } from './slice.ts';
export * from './teller.ts';
export * from './topics.ts';
