import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificate } from './certificate.ts';
import { freePort } from './free-port.ts';
import { answers, mosquittoBinary } from './mosquitto.ts';

const SHIPPED = fileURLToPath(new URL('../../../../infra/mosquitto/', import.meta.url));

export const passwordTool: string | undefined = [
  '/usr/bin/mosquitto_passwd',
  '/usr/local/bin/mosquitto_passwd',
].find((path) => existsSync(path));

export interface Shipped {
  readonly stations: string;
  readonly lanbi: string;
  /** Where it keeps its database. */
  readonly data: string;
  /** PEM, of the TLS variant. */
  readonly ca?: string;
  stop(): Promise<void>;
}

/** The shipped file with other ports, loopback only; everything else is as it is shipped. */
function withPorts(text: string, stations: number, lanbi: number): string {
  const ports = [stations, lanbi];
  const changed = text.replace(/^listener .*$/gm, () => `listener ${ports.shift()} 127.0.0.1`);
  if (ports.length > 0) throw new Error('the shipped configuration has not two listeners');
  return process.getuid?.() === 0 ? `user root\n${changed}` : changed;
}

function passwords(folder: string, file: string, names: readonly string[]): void {
  writeFileSync(join(folder, file), '', { mode: 0o600 });
  for (const name of names) {
    const { status } = spawnSync(passwordTool ?? '', ['-b', file, name, `secret of ${name}`], {
      cwd: folder,
    });
    if (status !== 0) throw new Error(`mosquitto_passwd failed for ${name}`);
  }
}

async function listening(ports: readonly number[], failed: () => string | undefined): Promise<void> {
  for (let tries = 0; !(await Promise.all(ports.map(answers))).every(Boolean); tries++) {
    const why = failed();
    if (why !== undefined || tries > 100) throw new Error(`mosquitto did not start: ${why ?? 'too late'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export type ShippedFile = 'mosquitto.conf' | 'mosquitto-tls.conf' | 'mosquitto-container.conf';

/** Starts mosquitto with the files of `infra/mosquitto`, for stations A and B, a reader, and lanbi. */
export async function startShipped(name: ShippedFile): Promise<Shipped> {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-shipped-'));
  cpSync(SHIPPED, folder, { recursive: true });
  mkdirSync(join(folder, 'data'), { recursive: true });
  const [stations, lanbi] = [await freePort(), await freePort()];
  writeFileSync(join(folder, name), withPorts(readFileSync(join(SHIPPED, name), 'utf8'), stations, lanbi));
  passwords(folder, 'stations.passwd', ['A', 'B', 'reader']);
  passwords(folder, 'lanbi.passwd', ['lanbi']);
  const tls = name === 'mosquitto-tls.conf';
  const ca = tls ? certificate(join(folder, 'certs')).ca : undefined;
  const child = spawn(mosquittoBinary ?? '', ['-c', name], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await listening([stations, lanbi], () => (child.exitCode === null ? undefined : said));
  const scheme = tls ? 'mqtts' : 'mqtt';
  return {
    stations: `${scheme}://127.0.0.1:${stations}`,
    lanbi: `${scheme}://127.0.0.1:${lanbi}`,
    data: join(folder, 'data'),
    ...(ca && { ca }),
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
