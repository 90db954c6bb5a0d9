export { createDashboard, type Dashboard, type DashboardDeps } from './dashboard.ts';
export type { CityMap } from './map/city-map.ts';
export { readMap } from './map/read-map.ts';
export { mountDashboard } from './mount.ts';
export { askAt, askWithin } from './upstream.ts';
