import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { REGISTRY } from './readings.ts';

const MAIN = fileURLToPath(new URL('../../../services/lanbi/src/main.ts', import.meta.url));

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

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
  const { PATH = '', HOME = '' } = process.env;
  return {
    PATH,
    HOME,
    LANBI_HTTP_PORT: String(http),
    LANBI_MQTT_PORT: String(broker),
    LANBI_DATA_DIR: dataDir,
    LANBI_REGISTRY: registry,
    LANBI_DEMO: 'false',
    LANBI_LOG_LEVEL: 'warn',
  };
}

/** Resolves when the program has said that it runs. */
function running(child: ChildProcess): Promise<'running'> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk;
      if (text.includes('is running')) resolve('running');
    });
  });
}

export async function createSubject({ env = {}, ...options }: SubjectOptions = {}): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-faults-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  const spoolDir = options.spoolDir ?? dataDir;
  const registry = join(folder, 'registry.json');
  await mkdir(dataDir, { recursive: true });
  await writeFile(registry, JSON.stringify(options.registry ?? REGISTRY));
  const [http, broker] = [await freePort(), await freePort()];
  let child: ChildProcess | undefined;
  let exit: Promise<Exit> = Promise.resolve({ code: null, signal: null });
  let stderr = '';

  function start(): Promise<'running' | Exit> {
    const fresh = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment(dataDir, registry, http, broker), LANBI_SPOOL_DIR: spoolDir, ...env },
    });
    child = fresh;
    exit = new Promise((resolve) => fresh.once('exit', (code, signal) => resolve({ code, signal })));
    fresh.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk).slice(-4_000);
    });
    return Promise.race([running(fresh), exit]);
  }

  const orphan = (): void => void child?.kill('SIGKILL');
  process.once('exit', orphan);
  onTestFinished(async () => {
    process.off('exit', orphan);
    orphan();
    await exit;
    await rm(folder, { recursive: true, force: true });
  });

  return {
    apiUrl: `http://127.0.0.1:${http}`,
    brokerUrl: `mqtt://127.0.0.1:${broker}`,
    dataDir,
    spoolDir,
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    signal: (signal) => void child?.kill(signal),
    ended: () => exit,
    said: () => stderr,
  };
}
