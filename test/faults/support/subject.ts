import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { createProgram, type Exit } from '@lanbi/testkit/servers/program';
import { onTestFinished } from 'vitest';
import { REGISTRY } from './readings.ts';

export type { Exit };

/** The real program in a process of its own, with ports and a folder that outlive it. */
export interface Subject {
  readonly apiUrl: string;
  /** Of the embedded broker, which runs when no other broker was given. */
  readonly brokerUrl: string;
  readonly dataDir: string;
  readonly spoolDir: string;
  readonly pid: number;
  /** Resolves when it says that it runs, or has ended before. */
  start(): Promise<'running' | Exit>;
  /** Sends a signal without waiting. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone. */
  ended(): Promise<Exit>;
  /** The last it said on stderr, for a person. */
  said(): string;
}

export interface SubjectOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of its data, when it must be a certain one. */
  readonly dataDir?: string;
  /** The registry as a file, when other than that of the readings. */
  readonly registry?: object;
  /** A folder of its own for the spool, which otherwise lies beside the store. */
  readonly spoolDir?: string;
}

function environment(dataDir: string, registry: string, http: number, broker: number) {
  return {
    LANBI_HTTP_PORT: String(http),
    LANBI_MQTT_PORT: String(broker),
    LANBI_DATA_DIR: dataDir,
    LANBI_REGISTRY: registry,
    LANBI_DEMO: 'false',
    LANBI_LOG_LEVEL: 'warn',
  };
}

export async function createSubject({ env = {}, ...options }: SubjectOptions = {}): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-faults-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  const spoolDir = options.spoolDir ?? dataDir;
  const registry = join(folder, 'registry.json');
  await mkdir(dataDir, { recursive: true });
  await writeFile(registry, JSON.stringify(options.registry ?? REGISTRY));
  const [http, broker] = [await freePort(), await freePort()];
  const program = createProgram({
    ...environment(dataDir, registry, http, broker),
    LANBI_SPOOL_DIR: spoolDir,
    ...env,
  });
  onTestFinished(async () => {
    await program.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    apiUrl: `http://127.0.0.1:${http}`,
    brokerUrl: `mqtt://127.0.0.1:${broker}`,
    dataDir,
    spoolDir,
    get pid() {
      return program.pid;
    },
    start: program.start,
    signal: program.signal,
    ended: program.ended,
    said: program.said,
  };
}
