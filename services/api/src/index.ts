export * from './app.ts';
export * from './deps.ts';
export * from './describe.ts';
export * from './http/scope.ts';
export * from './keys/key-file.ts';
