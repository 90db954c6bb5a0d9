import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hasReached, LOG_START, offsetAt, offsetNumber, type Spool, type SpoolMessage } from '@lanbi/model';
import { createSpool } from '@lanbi/spool';
import { instant } from '@lanbi/standards';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryPath } from './temporary.ts';

const START = LOG_START;
const message = (n: number, payload = `payload ${n}`): SpoolMessage => ({
  topic: `env/v1/air/A${n}/observations`,
  payload: Buffer.from(payload),
  receivedAt: instant(1000 + n),
});

async function opened(path = temporaryPath(), maxBytes = 1e9): Promise<Spool> {
  const spool = createSpool({ path, maxBytes });
  await spool.open();
  onTestFinished(() => spool.close());
  return spool;
}

const topics = async (spool: Spool, after = START) =>
  (await spool.read(after, 1000)).map(({ topic }) => topic);

describe('the spool', () => {
  it('gives back in order and byte for byte what it took', async () => {
    const spool = await opened();
    const raw = { ...message(1), payload: new Uint8Array([0, 255, 10, 0]) };
    await spool.append([raw, message(2)]);
    const last = await spool.append([message(3)]);
    const all = await spool.read(START, 10);
    expect(all.map(({ position: _, payload, ...rest }) => ({ ...rest, payload: [...payload] }))).toEqual(
      [raw, message(2), message(3)].map(({ payload, ...rest }) => ({ ...rest, payload: [...payload] })),
    );
    expect(all.at(-1)?.position).toBe(last);
    expect(await topics(spool, all[0]?.position)).toEqual([message(2).topic, message(3).topic]);
    expect(await spool.read(START, 1)).toHaveLength(1);
  });

  it('forgets what is removed, gives no position twice, and says what waits', async () => {
    const spool = await opened();
    expect(spool.state()).toEqual({ messages: 0, bytes: 0, maxBytes: 1e9 });
    const last = await spool.append([message(1), message(2), { ...message(3), topic: '站' }]);
    // payload, topic in UTF-8, 64 for the rest
    const bytes = [9 + 26 + 64, 9 + 26 + 64, 9 + 3 + 64];
    expect(spool.state()).toMatchObject({ messages: 3, bytes: 99 + 99 + 76, oldest: 1001 });
    await spool.remove(offsetAt(offsetNumber(last) - 1));
    expect(spool.state()).toMatchObject({ messages: 1, bytes: bytes[2], oldest: 1003 });
    await spool.remove(last);
    expect(spool.state()).toEqual({ messages: 0, bytes: 0, maxBytes: 1e9 });
    expect(hasReached(last, await spool.append([message(4)]))).toBe(false);
  });

  it('is as it was after close and open, its name too; another file has another name', async () => {
    const path = temporaryPath();
    const first = await opened(path);
    await first.append([message(1), message(2)]);
    const before = { name: first.consumer(), state: first.state(), all: await topics(first) };
    await first.close();
    const again = await opened(path);
    expect({ name: again.consumer(), state: again.state(), all: await topics(again) }).toEqual(before);
    expect((await opened()).consumer()).not.toBe(before.name);
  });

  it('takes nothing beyond its bound, all or none, and goes on when there is room', async () => {
    const spool = await opened(temporaryPath(), 250);
    await spool.append([message(1)]);
    const two = [message(2), message(3)];
    await expect(spool.append(two)).rejects.toMatchObject({ code: 'spool-full', retryable: true });
    expect(await topics(spool)).toHaveLength(1);
    const last = await spool.append([message(4)]);
    await spool.remove(last);
    await spool.append(two);
    expect(await topics(spool)).toEqual(two.map(({ topic }) => topic));
  });

  it('gives the disk back after a long outage', async () => {
    const path = temporaryPath();
    const spool = await opened(path);
    const large = 'x'.repeat(200_000);
    let last = START;
    for (let i = 0; i < 10; i += 1)
      last = await spool.append(Array.from({ length: 10 }, (_, n) => message(n, large)));
    expect(statSync(path).size + statSync(`${path}-wal`).size).toBeGreaterThan(20_000_000);
    await spool.remove(last);
    expect(statSync(path).size + statSync(`${path}-wal`).size).toBeLessThan(1_000_000);
    await spool.append([message(1)]);
    expect(await topics(spool)).toEqual([message(1).topic]);
  });

  it('is closed for every call after close', async () => {
    const spool = await opened();
    await spool.close();
    await spool.close();
    for (const call of [
      () => spool.open(),
      () => spool.append([message(1)]),
      () => spool.read(START, 1),
      () => spool.remove(START),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'closed' });
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
    await spool.append(Array.from({ length: 500 }, (_, n) => message(n, 'y'.repeat(500))));
    await spool.close();
    tear(path);
    return path;
  }

  it.each([
    ['is cut short', (path: string) => truncateSync(path, 100_000)],
    ['has a page overwritten', (path: string) => overwrite(path, 3 * 4096)],
    ['has its head overwritten', (path: string) => overwrite(path, 0)],
  ])('that %s is told plainly and left as it is', async (_how, tear) => {
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
      const numbers = (await spool.read(START, 1e6)).map(({ receivedAt }) => Number(receivedAt));
      await spool.close();
      expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      expect(numbers.length).toBeGreaterThanOrEqual(appended);
      expect(numbers.length % 3).toBe(0);
      from = numbers.length + 1;
    }
  });
});
