export { createDashboard, type Dashboard, type DashboardDeps } from './dashboard.ts';
export { mountDashboard } from './mount.ts';
export { askAt, askWithin } from './upstream.ts';
