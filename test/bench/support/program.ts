import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@lanbi/testkit/servers/free-port';
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
const AS_STARTED = { NODE_OPTIONS: '--max-semi-space-size=64' };

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

/** A program of its own as `npm start` runs it, in a new folder. */
export interface LiveProgram {
  readonly program: Program;
  readonly url: string;
  readonly brokerUrl: string;
  /** Ends the program and removes its folder. */
  stop(): Promise<void>;
}

/** @param fill writes into the folder before the program starts */
export async function startLiveProgram(
  registry: string,
  fill: (folder: string) => Promise<void> = async () => {},
): Promise<LiveProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
  await fill(folder);
  const [http, broker] = [await freePort(), await freePort()];
  const program = await startProgram({
    ...{ folder, registry, http, broker },
    stationRate: '0',
    env: AS_STARTED,
  });
  return {
    program,
    url: `http://127.0.0.1:${http}`,
    brokerUrl: `mqtt://127.0.0.1:${broker}`,
    async stop() {
      await stopProgram(program);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
