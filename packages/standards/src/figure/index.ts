export * from './derivation.ts';
export * from './missing.ts';
export * from './validity.ts';
