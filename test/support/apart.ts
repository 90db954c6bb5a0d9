import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PIPELINE } from '@lanbi/runtime';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { createProgram, type Program } from '@lanbi/testkit/servers/program';

type Role = (typeof PIPELINE)[number];

/** Each role in a process of its own, over one broker and one InfluxDB. */
export interface Apart {
  readonly program: Readonly<Record<Role, Program>>;
  readonly url: Readonly<Record<Role, string>>;
  readonly dataDir: Readonly<Record<Role, string>>;
  start(...roles: readonly Role[]): Promise<void>;
  stop(): Promise<void>;
}

const each = async <Value>(of: (role: Role) => Promise<Value> | Value): Promise<Record<Role, Value>> => {
  const pairs = await Promise.all(PIPELINE.map(async (role) => [role, await of(role)] as const));
  return Object.fromEntries(pairs) as Record<Role, Value>;
};

/** Makes the four processes; `start` runs them. `env` names the broker and the InfluxDB to each. */
export async function createApart(
  registry: object,
  env: (role: Role) => Readonly<Record<string, string>>,
): Promise<Apart> {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-apart-'));
  const registryFile = join(folder, 'registry.json');
  writeFileSync(registryFile, JSON.stringify(registry));
  const port = await each(() => freePort());
  const url = await each((role) => `http://127.0.0.1:${port[role]}`);
  const dataDir = await each((role) => {
    mkdirSync(join(folder, role));
    return join(folder, role);
  });
  const program = await each((role) =>
    createProgram({
      LANBI_ROLES: role,
      LANBI_HTTP_PORT: String(port[role]),
      LANBI_DATA_DIR: dataDir[role],
      LANBI_REGISTRY: registryFile,
      LANBI_INGEST_URL: url.ingest,
      LANBI_EVALUATE_URL: url.evaluate,
      LANBI_ALERT_URL: url.alert,
      LANBI_LOG_LEVEL: 'warn',
      ...env(role),
    }),
  );
  return {
    program,
    url,
    dataDir,
    async start(...roles) {
      for (const role of roles) {
        const began = await program[role].start();
        if (began !== 'running') throw new Error(`${role} did not start: ${program[role].said()}`);
      }
    },
    async stop() {
      await Promise.all(PIPELINE.map((role) => program[role].dispose()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
