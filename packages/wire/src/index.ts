export * from './decode.ts';
export * from './hj212.ts';
export * from './parameters.ts';
export * from './password.ts';
export * from './payload.ts';
export * from './topics.ts';
export * from './units.ts';
