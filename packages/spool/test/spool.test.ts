import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LOG_START, offsetAt, offsetNumber, type Spool } from '@lanbi/model';
import { createSpool } from '@lanbi/spool';
import { spooledTopics, spoolMessage } from '@lanbi/testkit/contract/spool';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryPath } from './temporary.ts';

async function opened(path = temporaryPath(), maxBytes = 1e9): Promise<Spool> {
  const spool = createSpool({ path, maxBytes });
  await spool.open();
  onTestFinished(() => spool.close());
  return spool;
}

describe('the spool', () => {
  it('counts payload, topic in UTF-8 and 64 bytes of each message', async () => {
    const spool = await opened();
    const last = await spool.append([spoolMessage(1), spoolMessage(2), { ...spoolMessage(3), topic: '站' }]);
    const bytes = [9 + 26 + 64, 9 + 26 + 64, 9 + 3 + 64];
    expect(spool.state()).toMatchObject({ messages: 3, bytes: 99 + 99 + 76, oldest: 1001 });
    await spool.remove(offsetAt(offsetNumber(last) - 1));
    expect(spool.state()).toMatchObject({ messages: 1, bytes: bytes[2], oldest: 1003 });
  });

  it('gives the disk back after a long outage', async () => {
    const path = temporaryPath();
    const spool = await opened(path);
    const large = 'x'.repeat(200_000);
    let last = LOG_START;
    for (let i = 0; i < 10; i += 1)
      last = await spool.append(Array.from({ length: 10 }, (_, n) => spoolMessage(n, large)));
    expect(statSync(path).size + statSync(`${path}-wal`).size).toBeGreaterThan(20_000_000);
    await spool.remove(last);
    expect(statSync(path).size + statSync(`${path}-wal`).size).toBeLessThan(1_000_000);
    await spool.append([spoolMessage(1)]);
    expect(await spooledTopics(spool)).toEqual([spoolMessage(1).topic]);
  });

  it('belongs to one process', async () => {
    const path = temporaryPath();
    await opened(path);
    const second = createSpool({ path, maxBytes: 1 });
    await expect(second.open()).rejects.toMatchObject({
      code: 'spool-unavailable',
      message: expect.stringContaining('in use by another process'),
    });
  });
});

describe('a torn spool', () => {
  async function torn(tear: (path: string) => void): Promise<string> {
    const path = temporaryPath();
    const spool = await opened(path);
    await spool.append(Array.from({ length: 500 }, (_, n) => spoolMessage(n, 'y'.repeat(500))));
    await spool.close();
    tear(path);
    return path;
  }

  it.each([
    ['is cut short', (path: string) => truncateSync(path, 100_000)],
    ['has a page overwritten', (path: string) => overwrite(path, 3 * 4096)],
    ['has its head overwritten', (path: string) => overwrite(path, 0)],
  ])('that %s is reported and left as it is', async (_how, tear) => {
    const path = await torn(tear);
    const before = readFileSync(path);
    await expect(createSpool({ path, maxBytes: 1e9 }).open()).rejects.toMatchObject({
      code: 'spool-corrupt',
      message: expect.stringMatching(/is torn: .*acknowledged readings.*move the file/s),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  const overwrite = (path: string, at: number): void => {
    const bytes = readFileSync(path);
    bytes.fill(0xa5, at, at + 4096);
    writeFileSync(path, bytes);
  };
});

describe('a process killed while it spools', () => {
  const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url));

  async function writeAndKill(path: string, from: number, appends: number): Promise<number> {
    const child = spawn(process.execPath, [WRITER, path, String(from)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let appended = 0;
    let last = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      last = Number(line);
      appended += 1;
      if (appended === appends) child.kill('SIGKILL');
    }
    if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    return last;
  }

  it('has all that it said, whole appends, in order', async () => {
    const path = temporaryPath();
    let from = 1;
    for (const appends of [1, 7, 60]) {
      const appended = await writeAndKill(path, from, appends);
      const spool = await opened(path);
      const numbers = (await spool.read(LOG_START, 1e6)).map(({ receivedAt }) => Number(receivedAt));
      await spool.close();
      expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      expect(numbers.length).toBeGreaterThanOrEqual(appended);
      expect(numbers.length % 3).toBe(0);
      from = numbers.length + 1;
    }
  });
});
