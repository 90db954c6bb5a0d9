import { createServer } from 'node:net';

/** Below the ports that the system gives to outgoing connections (32768 and above on Linux). */
const FIRST = 10_000;
const STRETCH = 100;
const STRETCHES = 220;

const first = FIRST + (process.pid % STRETCHES) * STRETCH;
let given = 0;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/**
 * A TCP port of 127.0.0.1 that nobody listens on now. Each process has a stretch of 100 ports and gives them in turn, so that
 * no test beside it is given the port of a server that is being restarted.
 * @throws Error when something listens on each of them
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < STRETCH; tries++) {
    const port = first + (given++ % STRETCH);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${first} to ${first + STRETCH - 1}`);
}
