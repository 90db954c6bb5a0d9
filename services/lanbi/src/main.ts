import { constants, setPriority } from 'node:os';
import {
  createLogger,
  isDashboardOnly,
  type Role,
  redactFor,
  runMain,
  systemClock,
  widenThreadPool,
} from '@lanbi/runtime';
import { startApp } from './app.ts';
import { readArguments } from './arguments.ts';
import { startDashboardOnly } from './dashboard-only.ts';
import { dashboardScreen, screen } from './screen.ts';
import { readSettings } from './settings.ts';

/** A process that only follows logs has a lower priority than those that acknowledge and answer. */
function yieldToOthers(roles: ReadonlySet<Role>): void {
  if (roles.has('ingest') || roles.has('api') || roles.has('dashboard')) return;
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

runMain(async () => {
  widenThreadPool();
  const { config, registry, map } = await readSettings();
  const fleet = readArguments(process.argv.slice(2));
  const log = createLogger(config.logLevel, undefined, redactFor(config));
  yieldToOthers(config.roles);
  if (isDashboardOnly(config)) {
    const pages = await startDashboardOnly({ config, clock: systemClock, log, map });
    console.log(dashboardScreen(pages.url, config));
    return pages;
  }
  const app = await startApp({ config, registry, clock: systemClock, log, fleet, map });
  console.log(screen(app, registry, config));
  return app;
});
