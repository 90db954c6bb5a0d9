export { createEmbeddedAlerts } from './store.ts';
