import { constants, setPriority } from 'node:os';
import {
  createLogger,
  loadRegistry,
  processConfig,
  type Role,
  redactFor,
  runMain,
  systemClock,
} from '@lanbi/runtime';
import { startApp } from './app.ts';
import { readArguments } from './arguments.ts';
import { screen } from './screen.ts';

/** Who only follows lets those that acknowledge and answer go first on a machine that they share. */
function yieldToOthers(roles: ReadonlySet<Role>): void {
  if (roles.has('ingest') || roles.has('api')) return;
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

runMain(async () => {
  const config = processConfig();
  const fleet = readArguments(process.argv.slice(2));
  const log = createLogger(config.logLevel, undefined, redactFor(config));
  const registry = await loadRegistry(config.registry);
  yieldToOthers(config.roles);
  const app = await startApp({ config, registry, clock: systemClock, log, fleet });
  console.log(screen(app, registry, config));
  return app;
});
