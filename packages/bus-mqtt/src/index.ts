export * from './connect.ts';
export * from './inbox.ts';
export * from './publisher.ts';
