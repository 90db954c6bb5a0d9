import { createLogger, loadRegistry, processConfig, runMain, systemClock } from '@lanbi/runtime';
import { createFleet } from './fleet.ts';

/** The fleet alone, against any broker. */
runMain(async () => {
  const { mqtt, registry: path, logLevel } = processConfig();
  const log = createLogger(logLevel);
  const registry = await loadRegistry(path);
  const brokerUrl = mqtt.url ?? `mqtt://127.0.0.1:${mqtt.port}`;
  const fleet = createFleet({ registry, brokerUrl, clock: systemClock, log });
  await fleet.start();
  log.info({ stations: fleet.state().stations }, 'the fleet is connected');
  return fleet;
});
