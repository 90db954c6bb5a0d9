import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { expect, it, onTestFinished, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const isAnswered = async (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

it('a SIGTERM to npm ends what `npm start` started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-npm-'));
  const [http, broker] = [await freePort(), await freePort()];
  const { PATH = '', HOME = '' } = process.env;
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    stdio: 'ignore',
    // A group of its own, so that whatever is left of it can be ended.
    detached: true,
    env: {
      PATH,
      HOME,
      LANBI_HTTP_PORT: String(http),
      LANBI_MQTT_PORT: String(broker),
      LANBI_DATA_DIR: folder,
      LANBI_DEMO: 'false',
    },
  });
  onTestFinished(() => {
    try {
      process.kill(-(npm.pid ?? 0), 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${http}/healthz`;
  await vi.waitFor(async () => expect(await isAnswered(url)).toBe(true), { timeout: 120_000, interval: 100 });
  process.kill(npm.pid ?? 0, 'SIGTERM');
  await vi.waitFor(async () => expect(await isAnswered(url)).toBe(false), { timeout: 30_000, interval: 100 });
  // The whole group is gone, the program included.
  await vi.waitFor(() => expect(() => process.kill(-(npm.pid ?? 0), 0)).toThrow(), {
    timeout: 30_000,
    interval: 100,
  });
}, 150_000);
