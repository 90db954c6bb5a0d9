export * from './adaptive-batch.ts';
export * from './clear-retained.ts';
export * from './clock.ts';
export * from './config.ts';
export type { MqttConfig } from './config-mqtt.ts';
export {
  isDashboardOnly,
  isWhole,
  PIPELINE,
  ROLES,
  type Role,
  type RolesConfig,
  rolesName,
} from './config-roles.ts';
export * from './follow.ts';
export * from './inbox-metrics.ts';
export * from './lifecycle.ts';
export * from './log.ts';
export * from './metrics.ts';
export * from './outage.ts';
export * from './priority-gate.ts';
export * from './redact.ts';
export * from './registry-files.ts';
export * from './run-main.ts';
export * from './server-sent-events.ts';
export * from './text-file.ts';
export { LATE, within } from './within.ts';
export { createEventLoopYield } from './yield.ts';
