import { excluding } from '@lanbi/evaluation';
import { LanbiError } from '@lanbi/model';
import {
  AirFigures,
  allAnnotations,
  answeredBy,
  outcomeOf,
  type Recomputed,
  recompute as recomputed,
  unknownSubjects,
  WaterFigures,
} from '@lanbi/query';
import { loadRegistry, processConfig, systemClock } from '@lanbi/runtime';
import { formatInstant } from '@lanbi/standards';
import { createLocalStore } from '../storage.ts';
import { readSpanArguments } from './command.ts';

const line = ({ key, stored, recomputed }: Recomputed): string =>
  JSON.stringify({
    ...key,
    from: formatInstant(key.from),
    to: formatInstant(key.to),
    stored: stored ?? null,
    recomputed,
  });

/** Evaluates a span again from the raw readings in the store, prints each difference as a line, and stores nothing. */
async function recompute(): Promise<void> {
  const config = processConfig();
  if (config.influx)
    throw new LanbiError(
      'configuration-invalid',
      'LANBI_STORE=influx: this command reads the file of the embedded store; ask POST /v1/recompute of the API that runs',
    );
  const span = readSpanArguments(process.argv.slice(2));
  const registry = await loadRegistry(config.registry);
  const [unknown] = unknownSubjects(registry, span.subjects ?? []);
  if (unknown !== undefined)
    throw new LanbiError('configuration-invalid', `--subject: the registry names no ${unknown}`);
  const store = createLocalStore(config);
  await store.open();
  try {
    const counts = { compared: 0, same: 0, alike: 0, differing: 0, notStored: 0 };
    const { quality, waterMinimum, periodCoverage } = config;
    const asked = { store, registry, clock: systemClock, periodCoverage, waterMinimum };
    const answered = answeredBy({ air: new AirFigures(asked), water: new WaterFigures(asked) });
    const seen = {
      store: excluding(store, quality),
      answered,
      annotations: () => allAnnotations(store),
      registry,
      waterMinimum,
      periodCoverage,
    };
    for await (const each of recomputed(seen, span)) {
      counts.compared += 1;
      const outcome = outcomeOf(each);
      counts[outcome] += 1;
      if (outcome === 'same' || outcome === 'alike') continue;
      process.stdout.write(`${line(each)}\n`);
    }
    process.stderr.write(`${JSON.stringify(counts)}; nothing was stored\n`);
  } finally {
    await store.close();
  }
}

await recompute().catch((error: unknown) => {
  process.stderr.write(`recompute: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
