import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { influxImage, startContainer } from './containers.ts';
import { freePort } from './free-port.ts';

/** An InfluxDB 2 that may be filled, with a token that may do everything. */
export interface Influxd {
  readonly url: string;
  readonly token: string;
  readonly org: string;
  /** What it calls itself. */
  readonly version: string;
  /** Of our own process; undefined for a server that was there, or in a container. */
  readonly pid: number | undefined;
  /** Only for a process of our own. */
  kill(signal: NodeJS.Signals): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const binary: string | undefined = [
  process.env['LANBI_TEST_INFLUX_BIN'] ?? '',
  ...(process.env['PATH'] ?? '').split(':').map((folder) => `${folder}/influxd`),
].find((path) => path !== '' && existsSync(path));

const url: string | undefined = process.env['LANBI_TEST_INFLUX_URL'];

/** Where a server comes from here; undefined when there is none. */
export const influxSource: 'url' | 'binary' | 'container' | undefined = url
  ? 'url'
  : binary
    ? 'binary'
    : influxImage().absent === undefined
      ? 'container'
      : undefined;

/** Whether a server of our own can be started and killed. */
export const ownInfluxd: boolean = influxSource === 'binary';

const TOKEN = 'lanbi-test-token-of-the-operator';
const ORG = 'lanbi-test';

async function answers(at: string): Promise<boolean> {
  try {
    return (await fetch(`${at}/health`)).ok;
  } catch {
    return false;
  }
}

async function ready(at: string, ended: () => boolean): Promise<void> {
  for (let tries = 0; !(await answers(at)); tries++) {
    if (tries > 300 || ended()) throw new Error('influxd did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function setUpOnce(at: string): Promise<void> {
  const answer = await fetch(`${at}/api/v2/setup`, {
    method: 'POST',
    body: JSON.stringify({
      username: 'test',
      password: 'test-test',
      org: ORG,
      bucket: 'unused',
      token: TOKEN,
    }),
  });
  if (!answer.ok) throw new Error(`influxd was not set up: ${answer.status} ${await answer.text()}`);
}

async function versionOf(at: string): Promise<string> {
  const { version } = (await (await fetch(`${at}/health`)).json()) as { version: string };
  return version;
}

const notOurs = (): Promise<void> => Promise.reject(new Error('this server is no process of ours'));

/** A server that was there: `LANBI_TEST_INFLUX_URL`, `…_TOKEN`, `…_ORG`. */
async function given(at: string): Promise<Influxd> {
  const token = process.env['LANBI_TEST_INFLUX_TOKEN'] ?? '';
  const org = process.env['LANBI_TEST_INFLUX_ORG'] ?? '';
  const version = await versionOf(at);
  return {
    url: at,
    token,
    org,
    version,
    pid: undefined,
    kill: notOurs,
    restart: notOurs,
    stop: async () => {},
  };
}

async function contained(): Promise<Influxd> {
  const { host, port, container } = await startContainer({
    image: influxImage(),
    port: 8086,
    command: ['influxd', '--reporting-disabled'],
  });
  const at = `http://${host}:${port}`;
  await ready(at, () => false);
  await setUpOnce(at);
  return {
    url: at,
    token: TOKEN,
    org: ORG,
    version: await versionOf(at),
    pid: undefined,
    kill: notOurs,
    restart: notOurs,
    stop: async () => void (await container.stop()),
  };
}

const argumentsOf = (folder: string, port: number): string[] => [
  `--bolt-path=${join(folder, 'influxd.bolt')}`,
  `--engine-path=${join(folder, 'engine')}`,
  `--sqlite-path=${join(folder, 'influxd.sqlite')}`,
  `--http-bind-address=127.0.0.1:${port}`,
  '--reporting-disabled',
  '--log-level=error',
];

/** A server without anything in it, not set up yet. */
export async function startBareInfluxd(): Promise<Omit<Influxd, 'version'>> {
  if (!binary) throw new Error('no influxd on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-influxd-'));
  const port = await freePort();
  const at = `http://127.0.0.1:${port}`;
  const spawned = (): ChildProcess => spawn(binary, argumentsOf(folder, port), { stdio: 'ignore' });
  let child = spawned();
  const orphan = (): void => void child.kill('SIGKILL');
  process.once('exit', orphan);
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  await ready(at, ended);

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (ended()) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await exited;
  }

  return {
    url: at,
    token: TOKEN,
    org: ORG,
    get pid() {
      return child.pid;
    },
    kill,
    async restart() {
      child = spawned();
      await ready(at, ended);
    },
    async stop() {
      process.off('exit', orphan);
      await kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server that is set up. Stop it when done. */
export async function startInfluxd(): Promise<Influxd> {
  if (url) return given(url);
  if (!binary) return contained();
  const bare = await startBareInfluxd();
  await setUpOnce(bare.url);
  // The getter of the pid must live on: a restart changes it.
  return Object.assign(bare, { version: await versionOf(bare.url) });
}
