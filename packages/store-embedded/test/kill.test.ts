import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LOG_START, type Store } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { hour } from '@lanbi/testkit/samples/observations';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './support/temporary.ts';

const WRITER = fileURLToPath(new URL('support/writer.ts', import.meta.url));

function startWriter(path: string, from: number) {
  const child = spawn(process.execPath, [WRITER, path, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, lines: createInterface({ input: child.stdout }) };
}

/** Runs a writer until it has reported `commits`, kills it while it continues, and returns the last hour it reported. */
async function writeAndKill(path: string, from: number, commits: number): Promise<number> {
  const { child, lines } = startWriter(path, from);
  const reported: number[] = [];
  for await (const line of lines) {
    reported.push(Number(line));
    if (reported.length === commits) child.kill('SIGKILL');
  }
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  expect(reported.length).toBeGreaterThanOrEqual(commits);
  return reported.at(-1) ?? Number.NaN;
}

async function storedHours(store: Store): Promise<number[]> {
  const stored = await store.read(LOG_START, 1_000_000);
  return stored.map(({ to }) => (to - hour(0)) / 3_600_000);
}

describe('a process killed while it writes', () => {
  it('loses nothing that was answered, keeps whole batches, and leaves the file free', async () => {
    const { folder, remove } = temporaryFolder();
    onTestFinished(remove);
    const path = join(folder, 'lanbi.db');
    let from = 1;
    for (const commits of [1, 3, 10, 40, 100]) {
      const reported = await writeAndKill(path, from, commits);
      const store = createEmbeddedStore({ path });
      await store.open();
      const hours = await storedHours(store);
      await store.close();
      // Every hour once and in order, up to the last that was reported or a whole batch more.
      expect(hours).toEqual(hours.map((_, i) => i + 1));
      expect(hours.length).toBeGreaterThanOrEqual(reported);
      expect(hours.length % 20).toBe(0);
      from = hours.length + 1;
    }
  });

  it('shuts others out while it lives, and no longer', async () => {
    const { folder, remove } = temporaryFolder();
    onTestFinished(remove);
    const path = join(folder, 'lanbi.db');
    const { child, lines } = startWriter(path, 1);
    await once(lines, 'line');
    await expect(createEmbeddedStore({ path }).open()).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('in use by another process'),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = createEmbeddedStore({ path });
    await store.open();
    expect(await store.head()).toBeGreaterThan(0);
    await store.close();
  });
});
