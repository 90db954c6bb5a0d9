export * from './receiver.ts';
export { decodeSlice, encodePlaces, encodeSlice, type SliceOf } from './slice.ts';
export * from './teller.ts';
export * from './topics.ts';
