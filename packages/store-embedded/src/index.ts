export { createEmbeddedStore } from './store.ts';
