export * from './app.ts';
export * from './keys/command.ts';
