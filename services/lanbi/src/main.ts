import { createLogger, loadRegistry, processConfig, runMain, systemClock } from '@lanbi/runtime';
import { startApp } from './app.ts';
import { readArguments } from './arguments.ts';
import { screen } from './screen.ts';

runMain(async () => {
  const config = processConfig();
  const fleet = readArguments(process.argv.slice(2));
  const log = createLogger(config.logLevel);
  const registry = await loadRegistry(config.registry);
  const app = await startApp({ config, registry, clock: systemClock, log, fleet });
  console.log(screen(app, registry, config));
  return app;
});
