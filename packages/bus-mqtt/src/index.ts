export * from './connection.ts';
export * from './inbox.ts';
export * from './publisher.ts';
