export * from './deps.ts';
export * from './engine/book.ts';
export * from './engine/engine.ts';
export * from './samples/source.ts';
