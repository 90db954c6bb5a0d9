import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProgram, type Program } from '@lanbi/testkit/servers/program';

interface Place {
  readonly folder: string;
  /** The registry as a file has it. */
  readonly registry: string;
  readonly http: number;
  readonly broker: number;
  /** Messages a second of one station; 0 for no bound. */
  readonly stationRate: string;
  /** More settings; none by default. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Options of Node as `npm start` gives them. */
export const AS_STARTED = { NODE_OPTIONS: '--max-semi-space-size=64' };

/** The program in a process of its own, as a city runs it, on the embedded broker, and store unless other settings are given. */
export async function startProgram({
  folder,
  registry,
  http,
  broker,
  stationRate,
  env,
}: Place): Promise<Program> {
  const file = join(folder, 'registry.json');
  await writeFile(file, registry);
  const program = createProgram({
    LANBI_HTTP_PORT: String(http),
    LANBI_MQTT_PORT: String(broker),
    LANBI_MQTT_STATION_RATE: stationRate,
    LANBI_DEMO: 'false',
    LANBI_LOG_LEVEL: 'error',
    LANBI_REGISTRY: file,
    LANBI_DATA_DIR: folder,
    ...env,
  });
  if ((await program.start()) !== 'running') throw new Error(`the program ended: ${program.said()}`);
  return program;
}

/** Ends it as a person would. */
export async function stopProgram(program: Program): Promise<void> {
  program.signal('SIGTERM');
  await program.ended();
  await program.dispose();
}
