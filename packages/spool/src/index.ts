export { createSpool, type SpoolOptions } from './spool.ts';
