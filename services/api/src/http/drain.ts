import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What was sent before the end came is read by then. */
const UNUSED_MS = 100;

/**
 * Returns a function that closes the connections on which nothing has come yet, such as those that browsers open ahead.
 * Node counts them as busy, so that they would hold the end up.
 */
function unusedConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}

/**
 * Requests that are under way when the end comes are answered to their end; connections that are still open after
 * `ms`, such as that of a client that does not read, are closed. Connections without a request are closed before.
 */
export function useDrain(app: FastifyInstance, ms: number): void {
  let ending = false;
  const server = app.server as Server;
  const closeUnused = unusedConnections(server);
  app.addHook('onSend', async (_request, reply, payload) => {
    // Kept alive, it would hold the end up until its client lets go.
    if (ending) reply.header('connection', 'close');
    return payload;
  });
  app.addHook('preClose', async () => {
    ending = true;
    const timers = [
      setTimeout(closeUnused, Math.min(UNUSED_MS, ms)),
      setTimeout(() => server.closeAllConnections(), ms),
    ];
    server.once('close', () => timers.forEach(clearTimeout));
  });
}
