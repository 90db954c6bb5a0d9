import { createServer, type Server } from 'node:net';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { expect, it, onTestFinished } from 'vitest';

const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

it('a port that was given is given to nobody else while its server restarts', async () => {
  const restarting = await freePort();
  const others = await Promise.all(Array.from({ length: 90 }, () => freePort()));
  expect(new Set([restarting, ...others]).size).toBe(91);
  // Outgoing connections of this machine get ports from 32768 on.
  expect(Math.max(restarting, ...others)).toBeLessThan(32_768);
});

it('a port that somebody listens on is not given', async () => {
  const taken = await freePort();
  const server = await listen(taken);
  onTestFinished(() => void server.close());
  const others = new Set<number>();
  for (let i = 0; i < 99; i++) others.add(await freePort());
  expect(others.has(taken)).toBe(false);
  // The whole stretch was gone through once: the next one would have been the port that is taken.
  expect(await freePort()).not.toBe(taken);
});
