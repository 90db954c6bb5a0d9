import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Requests that are under way when the end comes are answered to their end; connections that are still open after
 * `ms`, such as that of a client that does not read, are closed.
 */
export function useDrain(app: FastifyInstance, ms: number): void {
  let ending = false;
  app.addHook('onSend', async (_request, reply, payload) => {
    // Kept alive, it would hold the end up until its client lets go.
    if (ending) reply.header('connection', 'close');
    return payload;
  });
  app.addHook('preClose', async () => {
    ending = true;
    const server = app.server as Server;
    const timer = setTimeout(() => server.closeAllConnections(), ms);
    server.once('close', () => clearTimeout(timer));
  });
}
