import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

export { freePort };

export interface Mosquitto {
  readonly url: string;
  readonly port: number;
  /** Sends a signal and waits for the end of the process when the signal ends it. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port with the same files, after `kill`. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface MosquittoOptions {
  /** Whether sessions outlive the process; true by default. */
  readonly persistence?: boolean;
  /** Further lines of its configuration; a setting of ours that is named here is left out. */
  readonly extra?: readonly string[];
}

/** Debian's mosquitto, where this machine has it. */
export const mosquittoBinary: string | undefined = [
  ...(process.env['PATH'] ?? '').split(':').map((folder) => `${folder}/mosquitto`),
  '/usr/sbin/mosquitto',
].find((path) => existsSync(path));

/** Whether somebody listens on this port of 127.0.0.1. */
export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() && true)).once('error', () => resolve(false));
  });

async function listening(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error('mosquitto did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const SHIPPED = fileURLToPath(new URL('../../../../infra/mosquitto/mosquitto.conf', import.meta.url));

/** Settings of which a broker of ours has its own: who may log in where, where its files are, what it says. */
const OF_THE_PLACE = /^(per_listener_settings|persistence|persistence_location|log_dest|log_type) /;

/** What the shipped file says above its listeners, so that what is shipped is under load: sessions, queues, saving. */
const shippedSettings = (): readonly string[] =>
  (readFileSync(SHIPPED, 'utf8').split(/^listener /m)[0] ?? '')
    .split('\n')
    .filter((line) => /^[a-z]/.test(line) && !OF_THE_PLACE.test(line));

/** The shipped settings behind one listener for everybody. */
function configuration(port: number, folder: string, { persistence = true, extra = [] }: MosquittoOptions) {
  const ours = [
    ...shippedSettings(),
    `persistence ${persistence}`,
    `persistence_location ${folder}/`,
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
  ];
  const named = new Set(extra.map((line) => line.split(' ')[0]));
  const kept = ours.filter((line) => !named.has(line.split(' ')[0]));
  // What follows a listener is of that listener, where it can be.
  return [...extra, ...kept, ''].join('\n');
}

const ENDING = new Set<NodeJS.Signals>(['SIGTERM', 'SIGKILL', 'SIGINT']);

/** A mosquitto of our own in a folder that goes with it. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const binary = mosquittoBinary;
  if (!binary) throw new Error('no mosquitto on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-mosquitto-'));
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  await writeFile(file, configuration(port, folder, options));
  const spawned = (): ChildProcess => spawn(binary, ['-c', file], { stdio: 'ignore' });
  let child = spawned();
  await listening(child, port);

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    if (ENDING.has(signal)) await exited;
  }

  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    kill,
    async restart() {
      child = spawned();
      await listening(child, port);
    },
    async stop() {
      await kill('SIGCONT');
      await kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
