export * from './broker.ts';
export * from './options.ts';
export { hashPassword } from './passwords.ts';
export * from './reasons.ts';
